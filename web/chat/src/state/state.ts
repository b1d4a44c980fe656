import type { Citation } from '../protocol/frames.ts';
import type { Problem } from './problems.ts';

export type ConnectionStatus = 'connecting' | 'online' | 'reconnecting';

/** sending: no 202 yet · running: events come · stopping: cancel was sent · the rest are ends. */
export type TurnStatus = 'sending' | 'running' | 'stopping' | 'done' | 'failed' | 'cancelled';

export type ApprovalStatus = 'waiting' | 'sending' | 'approved' | 'denied' | 'expired';

export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
}

export interface ToolPart {
  readonly kind: 'tool';
  readonly name: string;
  readonly arguments: string;
  readonly status: 'running' | 'done' | 'failed';
  readonly result?: string;
}

export interface ApprovalPart {
  readonly kind: 'approval';
  readonly tool: string;
  readonly description: string;
  readonly arguments: string;
  readonly approvalId?: string;
  readonly status: ApprovalStatus;
  /** What the person chose, while the server has not acknowledged it. */
  readonly choice?: boolean;
}

export type Part = TextPart | ToolPart | ApprovalPart;

export interface Turn {
  /** The request id; of a turn known from the history only, the id of its first message. */
  readonly id: string;
  readonly question: string;
  readonly parts: readonly Part[];
  readonly citations: readonly Citation[];
  readonly suggestions: readonly string[];
  readonly status: TurnStatus;
  readonly problem?: Problem;
  /** Place in the telling of this turn; 0 and 0 before the first numbered event. */
  readonly epoch: number;
  readonly seq: number;
  readonly fromHistory: boolean;
}

export interface OpenCitation {
  readonly turnId: string;
  readonly index: number;
}

export interface ChatState {
  readonly connection: ConnectionStatus;
  readonly sessionId?: string;
  readonly conversationId?: string;
  /** True once the conversation's past is on the page (or it has none). */
  readonly ready: boolean;
  readonly turns: readonly Turn[];
  readonly olderCursor?: string;
  readonly openCitation?: OpenCitation;
  /** A quiet line above the composer. */
  readonly notice?: string;
  /** What keeps the conversation from opening. */
  readonly blocked?: Problem;
}

export const initialState: ChatState = { connection: 'connecting', ready: false, turns: [] };

export function isOpen(turn: Turn | undefined): turn is Turn {
  return turn !== undefined && (turn.status === 'sending' || turn.status === 'running' || turn.status === 'stopping');
}

/** The turn that is being answered, if any: always the last, because a conversation has one turn at a time. */
export function openTurn(state: ChatState): Turn | undefined {
  const last = state.turns.at(-1);
  return isOpen(last) ? last : undefined;
}

export function openApproval(turn: Turn | undefined): ApprovalPart | undefined {
  return turn?.parts.findLast((part): part is ApprovalPart => part.kind === 'approval' && (part.status === 'waiting' || part.status === 'sending'));
}
