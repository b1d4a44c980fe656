import { render } from 'lit-html';
import { defaultConfig, loadConfig, type PageConfig } from './config.ts';
import type { Conversation } from './protocol/conversation.ts';
import type { Action } from './state/actions.ts';
import { openApproval, openTurn, type ChatState, type OpenCitation, type Turn } from './state/state.ts';
import type { Store } from './state/store.ts';
import { currentTheme, restoreTheme, toggleTheme } from './theme.ts';
import { announcement } from './view/announce.ts';
import { Follow } from './view/follow.ts';
import { isSendable } from './view/message-length.ts';
import type { Gestures, ViewModel } from './view/model.ts';
import { page } from './view/page.ts';

const narrow = matchMedia('(max-width: 899px)');

/** Draws the page at most once per frame and carries what people do to the conversation. */
export class App implements Gestures {
  private readonly follow = new Follow(() => this.find('.scroller'), () => this.schedule());
  private config: PageConfig = defaultConfig;
  private text = '';
  private drawn: ChatState;
  private scheduled = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly announcer: HTMLElement,
    private readonly store: Store<ChatState, Action>,
    private readonly conversation: Conversation,
  ) {
    this.drawn = store.state;
  }

  start(): void {
    restoreTheme(() => this.schedule());
    this.store.subscribe(() => this.schedule());
    this.draw();
    this.follow.watch();
    this.watchWindow();
    this.conversation.connect();
    void loadConfig().then((config) => this.configure(config));
    this.focusComposer();
  }

  submit(): void {
    if (!isSendable(this.text) || !this.conversation.ask(this.text)) return;
    this.draft('');
    this.follow.jump();
  }

  ask(question: string): void {
    if (this.conversation.ask(question)) this.follow.jump();
  }

  retry(turn: Turn): void {
    this.conversation.retry(turn);
    this.follow.jump();
    this.focusComposer();
  }

  answer(turn: Turn, approved: boolean): void {
    this.conversation.answer(turn, approved);
    this.focusComposer();
  }

  cancel(): void {
    this.conversation.cancel();
    this.focusComposer();
  }

  startNew(): void {
    this.conversation.startNew();
    this.follow.jump();
    this.focusComposer();
  }

  loadOlder(): void {
    this.conversation.loadOlder();
  }

  reopen(): void {
    this.conversation.reopen();
  }

  draft(text: string): void {
    this.text = text;
    this.schedule();
  }

  openCitation(open: OpenCitation | undefined): void {
    this.store.dispatch({ type: 'citation', open });
  }

  dismissNotice(): void {
    this.store.dispatch({ type: 'noticed', text: undefined });
  }

  toggleTheme(): void {
    toggleTheme();
    this.schedule();
  }

  jumpToLatest(): void {
    this.follow.jump();
    this.focusComposer();
  }

  private configure(config: PageConfig): void {
    this.config = config;
    document.title = config.title;
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.scheduled = false;
    const before = this.drawn;
    const after = this.store.state;
    this.drawn = after;
    const older = before.turns.length > 0 && before.turns.length < after.turns.length && before.turns[0] !== after.turns[0];
    if (older) this.follow.keepPlace(() => this.drawModel(after));
    else this.drawModel(after);
    this.fitComposer();
    this.follow.settle();
    this.showPanel(before, after);
    this.leadAttention(before, after);
    this.countDown(after);
  }

  private drawModel(chat: ChatState): void {
    const model: ViewModel = { chat, config: this.config, theme: currentTheme(), draft: this.text, following: this.follow.following, now: Date.now() };
    render(page(model, this), this.root);
  }

  /** Where the style sheet cannot size the box by its content, we do. */
  private fitComposer(): void {
    const box = this.find<HTMLTextAreaElement>('#message');
    if (!box || CSS.supports('field-sizing', 'content')) return;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  }

  private showPanel(before: ChatState, after: ChatState): void {
    const panel = this.find<HTMLDialogElement>('dialog.panel');
    if (!panel || before.openCitation === after.openCitation) return;
    if (!after.openCitation) {
      panel.close();
      const open = before.openCitation;
      const turn = this.root.querySelectorAll('.turn')[after.turns.findIndex((candidate) => candidate.id === open?.turnId)];
      turn?.querySelectorAll<HTMLElement>('.citation')[open?.index ?? 0]?.focus();
    } else if (!panel.open) {
      if (narrow.matches) panel.showModal();
      else panel.show();
    }
  }

  /** An open question takes the focus, but not one of its buttons: a key meant for the composer must not decide. */
  private leadAttention(before: ChatState, after: ChatState): void {
    const words = announcement(before, after);
    if (words !== undefined) this.announcer.textContent = words;
    const asked = openApproval(openTurn(after));
    if (asked?.status !== 'waiting' || openApproval(openTurn(before))?.status === 'waiting') return;
    const drafting = this.text !== '' && document.activeElement?.id === 'message';
    if (!drafting) this.find<HTMLElement>('.approval')?.focus({ preventScroll: true });
  }

  private countDown(chat: ChatState): void {
    const retryAt = chat.turns.at(-1)?.problem?.retryAt;
    if (retryAt !== undefined && retryAt > Date.now()) setTimeout(() => this.schedule(), 1_000);
  }

  private watchWindow(): void {
    addEventListener('keydown', (event) => event.key === 'Escape' && this.onEscape(event));
    addEventListener('online', () => this.conversation.hurry());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.conversation.hurry());
    // Safari keeps 100dvh when the keyboard opens; what is visible is what counts.
    visualViewport?.addEventListener('resize', () => this.fitViewport());
  }

  private onEscape(event: KeyboardEvent): void {
    if (this.store.state.openCitation) this.openCitation(undefined);
    else if (openTurn(this.store.state)) this.cancel();
    else return;
    event.preventDefault();
  }

  private fitViewport(): void {
    if (visualViewport && visualViewport.scale === 1) document.documentElement.style.setProperty('--visible-height', `${visualViewport.height}px`);
  }

  /** On touch screens focus opens the keyboard over the answer, so it stays away. */
  private focusComposer(): void {
    if (matchMedia('(pointer: fine)').matches) this.find<HTMLElement>('#message')?.focus({ preventScroll: true });
  }

  private find<T extends HTMLElement>(selector: string): T | null {
    return this.root.querySelector<T>(selector);
  }
}
