import type { PageConfig } from '../config.ts';
import type { ChatState, OpenCitation, Turn } from '../state/state.ts';
import type { Theme } from '../theme.ts';

/** Everything the page draws: the conversation, and what concerns this window only. */
export interface ViewModel {
  readonly chat: ChatState;
  readonly config: PageConfig;
  readonly theme: Theme;
  readonly draft: string;
  /** False when the reader has scrolled up. */
  readonly following: boolean;
  readonly now: number;
}

export interface Gestures {
  /** Sends the draft, as it is now: the drawn page may be a frame behind the keys. */
  submit(): void;
  ask(question: string): void;
  retry(turn: Turn): void;
  answer(turn: Turn, approved: boolean): void;
  cancel(): void;
  startNew(): void;
  loadOlder(): void;
  reopen(): void;
  draft(text: string): void;
  openCitation(open: OpenCitation | undefined): void;
  dismissNotice(): void;
  toggleTheme(): void;
  jumpToLatest(): void;
}
