import type { ResumeAck, ServerFrame, StoredMessage } from '../protocol/frames.ts';
import type { Problem } from './problems.ts';
import type { ConnectionStatus, OpenCitation } from './state.ts';

/** Everything that can happen to the page. Times are part of the action, so that the reducer is a pure function. */
export type Action =
  | { readonly type: 'connection'; readonly status: ConnectionStatus }
  | { readonly type: 'sessionOpened'; readonly sessionId: string; readonly conversationId: string }
  | { readonly type: 'historyLoaded'; readonly messages: readonly StoredMessage[]; readonly cursor: string | undefined }
  | { readonly type: 'ready' }
  | { readonly type: 'blocked'; readonly problem: Problem }
  | { readonly type: 'reset'; readonly notice?: string }
  | { readonly type: 'noticed'; readonly text: string | undefined }
  | { readonly type: 'asked'; readonly requestId: string; readonly question: string; readonly replaces?: string }
  | { readonly type: 'resumed'; readonly ack: ResumeAck }
  | { readonly type: 'lost'; readonly requestId: string; readonly problem: Problem }
  | { readonly type: 'frame'; readonly frame: ServerFrame; readonly now: number }
  | { readonly type: 'answering'; readonly requestId: string; readonly approved: boolean }
  | { readonly type: 'stopping'; readonly requestId: string }
  | { readonly type: 'citation'; readonly open: OpenCitation | undefined };
