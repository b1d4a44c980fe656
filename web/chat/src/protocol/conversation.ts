import type { Action } from '../state/actions.ts';
import { problemOf } from '../state/problems.ts';
import { openApproval, openTurn, type ChatState, type Turn } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { placeOf } from '../state/turn.ts';
import type { Clock } from './clock.ts';
import { Connection, type Socket } from './connection.ts';
import { RequestError, type ClientFrame, type ResumeAck, type ServerFrame } from './frames.ts';
import type { Memory, PendingQuestion } from './memory.ts';
import { asString, readError, readMessages, readResumeAck } from './read.ts';
import { ConnectionLost, Requests } from './requests.ts';

const agentId = '11111111-1111-4111-8111-111111111111';
const supports = ['resume_stream', 'approval_id'];
const acceptDeadline = 20_000;
const pageSize = 50;
const resumeKey = 'resume_stream';

type Data = Readonly<Record<string, unknown>>;

export interface Surroundings {
  readonly createSocket: () => Socket;
  readonly memory: Memory;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly random?: () => number;
}

/**
 * One conversation with the server over a socket that comes and goes. It opens or restores the session, sends what the person
 * asks and answers, and after every loss picks up the open turn where the page left it. What it learns goes to the store.
 */
export class Conversation {
  private readonly connection: Connection;
  private readonly requests: Requests;
  private stopAcceptTimer: () => void = () => {};
  /** Sent, and not yet accepted. */
  private pending: PendingQuestion | undefined;

  constructor(private readonly store: Store<ChatState, Action>, private readonly around: Surroundings) {
    this.requests = new Requests(around.clock, () => this.connection.restart());
    this.connection = new Connection(around.createSocket, {
      opened: () => this.run(() => this.open()),
      lost: () => this.lost(),
      received: (frame) => this.receive(frame),
    }, around.clock, around.random);
  }

  private get state(): ChatState {
    return this.store.state;
  }

  connect(): void {
    this.connection.connect();
  }

  hurry(): void {
    this.connection.hurry();
  }

  /** False when nothing was sent, because the server is out of reach or an answer is still being written. */
  ask(question: string, replaces?: string): boolean {
    const { sessionId, connection } = this.state;
    if (connection !== 'online' || sessionId === undefined || openTurn(this.state)) return false;
    this.submit({ requestId: this.newRequestId(), text: question }, replaces);
    return true;
  }

  /** Asks again what failed. A question the server never accepted is replaced, an accepted one stays in the conversation. */
  retry(turn: Turn): void {
    this.ask(turn.question, turn.epoch < 0 ? turn.id : undefined);
  }

  answer(turn: Turn, approved: boolean): void {
    // The page may be a frame behind: a second press of the button must find the answer on its way.
    const approval = openApproval(this.state.turns.find((current) => current.id === turn.id));
    const { sessionId, connection } = this.state;
    if (connection !== 'online' || sessionId === undefined || approval?.status !== 'waiting') return;
    this.store.dispatch({ type: 'answering', requestId: turn.id, approved });
    const { approvalId } = approval;
    this.connection.send({ action: 'confirm_tool_action', requestId: turn.id, sessionId, approved, ...(approvalId === undefined ? {} : { approvalId }) });
  }

  cancel(): void {
    const turn = openTurn(this.state);
    const { sessionId, connection } = this.state;
    if (connection !== 'online' || !turn) return;
    this.store.dispatch({ type: 'stopping', requestId: turn.id });
    this.connection.send({ action: 'cancel', requestId: turn.id, sessionId });
  }

  startNew(): void {
    this.forget();
    this.run(() => this.create());
  }

  loadOlder(): void {
    const { sessionId, olderCursor } = this.state;
    if (sessionId !== undefined && olderCursor !== undefined) this.run(() => this.loadMessages(sessionId, olderCursor));
  }

  /** Tries again after what the server refused at opening. */
  reopen(): void {
    this.run(() => this.open());
  }

  private async open(): Promise<void> {
    const remembered = this.around.memory.load();
    if (this.state.sessionId !== undefined && this.state.ready) await this.pickUp(this.state.sessionId);
    else if (remembered) await this.restore(remembered.sessionId, remembered.pending);
    else await this.create();
    this.store.dispatch({ type: 'ready' });
    this.store.dispatch({ type: 'connection', status: 'online' });
  }

  private async create(): Promise<void> {
    const data = await this.request({ action: 'create_conversation_session', agentId, supports });
    this.opened(data);
    this.remember();
    this.store.dispatch({ type: 'ready' });
  }

  /** After a reload: what was said comes from the history, the last turn is told anew from its beginning. */
  private async restore(sessionId: string, pending: PendingQuestion | undefined): Promise<void> {
    try {
      const session = await this.request({ action: 'get_session', sessionId });
      this.store.dispatch({ type: 'reset' });
      this.opened(session);
      await this.loadMessages(sessionId);
      const resumed = await this.resume({ sessionId, afterSeq: 0 });
      if (pending && resumed?.requestId !== pending.requestId) this.submit(pending);
      else this.remember();
    } catch (error) {
      await this.startOverIfGone(error);
    }
  }

  /** After a lost socket: the open turn goes on after the last event seen; a question that was not accepted is sent again. */
  private async pickUp(sessionId: string): Promise<void> {
    const open = openTurn(this.state);
    if (open && open.epoch < 0) {
      this.send(open.id, open.question);
      return;
    }
    const asked = this.state.turns.filter((candidate) => !candidate.fromHistory);
    const turn = asked.findLast((candidate) => candidate.epoch >= 0) ?? asked.at(-1);
    const place = turn ? { requestId: turn.id, afterSeq: turn.seq, ...(turn.epoch < 0 ? {} : { epoch: turn.epoch }) } : { afterSeq: 0 };
    try {
      const resumed = await this.resume({ sessionId, ...place });
      if (!resumed && turn) this.store.dispatch({ type: 'lost', requestId: turn.id, problem: this.problem('AGENT_ERROR') });
    } catch (error) {
      await this.startOverIfGone(error);
    }
  }

  /** Undefined when there is nothing to resume, or the server cannot. Besides, it tells the server that this connection can resume. */
  private async resume(place: Data): Promise<ResumeAck | undefined> {
    try {
      return await this.exchange<ResumeAck>(resumeKey, { action: 'resume_stream', ...place });
    } catch (error) {
      if (error instanceof RequestError && error.code !== 'SESSION_NOT_FOUND') return undefined;
      throw error;
    }
  }

  private async startOverIfGone(error: unknown): Promise<void> {
    if (!(error instanceof RequestError && error.code === 'SESSION_NOT_FOUND')) throw error;
    this.forget('The earlier conversation is no longer on the server. This is a new one.');
    await this.create();
  }

  private async loadMessages(sessionId: string, cursor?: string): Promise<void> {
    const data = await this.request({ action: 'get_conversation_messages', sessionId, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) });
    this.store.dispatch({ type: 'historyLoaded', messages: readMessages(data), cursor: data['hasMore'] === true ? asString(data['nextCursor']) : undefined });
  }

  private submit(question: PendingQuestion, replaces?: string): void {
    this.store.dispatch({ type: 'asked', requestId: question.requestId, question: question.text, ...(replaces === undefined ? {} : { replaces }) });
    this.remember(question);
    this.send(question.requestId, question.text);
  }

  private send(requestId: string, message: string): void {
    this.connection.send({ action: 'send_message', requestId, sessionId: this.state.sessionId, message, stream: true });
    this.stopAcceptTimer();
    this.stopAcceptTimer = this.around.clock.after(acceptDeadline, () => this.connection.restart());
  }

  private receive(frame: ServerFrame): void {
    const ack = readResumeAck(frame);
    if (ack) {
      this.store.dispatch({ type: 'resumed', ack });
      this.requests.resolve(resumeKey, ack);
    } else if (frame.requestId !== undefined && this.requests.has(frame.requestId)) {
      if (frame.type === 'error') this.requests.reject(frame.requestId, this.refusal(frame));
      else this.requests.resolve(frame.requestId, frame.data ?? {});
    } else if (this.answersResume(frame)) {
      this.requests.reject(resumeKey, this.refusal(frame));
    } else {
      this.receiveTurn(frame);
    }
    this.noteAcceptance();
  }

  private receiveTurn(frame: ServerFrame): void {
    const turn = this.state.turns.find((candidate) => candidate.id === frame.requestId);
    const { sessionId } = this.state;
    if (turn && sessionId !== undefined && placeOf(turn, frame) === 'gap') {
      if (!this.requests.has(resumeKey)) this.run(async () => void (await this.resume({ sessionId, requestId: turn.id, epoch: turn.epoch, afterSeq: turn.seq })));
      return;
    }
    this.store.dispatch({ type: 'frame', frame, now: this.around.clock.now() });
  }

  /** Errors of turns are numbered; the refusal of a resume is not. */
  private answersResume(frame: ServerFrame): boolean {
    return frame.type === 'error' && frame.seq === undefined && this.requests.has(resumeKey) && readError(frame).code !== 'NO_PENDING_CONFIRMATION';
  }

  private noteAcceptance(): void {
    const { pending } = this;
    if (!pending || this.state.turns.find((turn) => turn.id === pending.requestId)?.status === 'sending') return;
    this.stopAcceptTimer();
    this.remember();
  }

  private lost(): void {
    this.stopAcceptTimer();
    this.store.dispatch({ type: 'connection', status: this.state.ready ? 'reconnecting' : 'connecting' });
    this.requests.rejectAll(new ConnectionLost());
  }

  private opened(session: Data): void {
    this.store.dispatch({ type: 'sessionOpened', sessionId: asString(session['sessionId']) ?? '', conversationId: asString(session['conversationId']) ?? '' });
  }

  private remember(pending?: PendingQuestion): void {
    this.pending = pending;
    const { sessionId, conversationId } = this.state;
    if (sessionId === undefined || conversationId === undefined) return;
    this.around.memory.save({ sessionId, conversationId, ...(pending ? { pending } : {}) });
  }

  private forget(notice?: string): void {
    this.stopAcceptTimer();
    this.pending = undefined;
    this.around.memory.clear();
    this.store.dispatch({ type: 'reset', ...(notice === undefined ? {} : { notice }) });
  }

  private request(frame: ClientFrame): Promise<Data> {
    const requestId = this.newRequestId();
    return this.exchange(requestId, { ...frame, requestId });
  }

  private exchange<T>(key: string, frame: ClientFrame): Promise<T> {
    const reply = this.requests.wait<T>(key);
    if (!this.connection.send(frame)) this.requests.reject(key, new ConnectionLost());
    return reply;
  }

  /** Runs work nobody awaits. A lost socket ends it quietly, since opening the next one does it again. */
  private run(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (error instanceof ConnectionLost) return;
      const problem = error instanceof RequestError ? problemOf(error, this.around.clock.now()) : this.problem('INTERNAL_ERROR');
      this.store.dispatch(this.state.ready ? { type: 'noticed', text: problem.text } : { type: 'blocked', problem });
    });
  }

  private refusal(frame: ServerFrame): RequestError {
    const error = readError(frame);
    return new RequestError(error, error.details);
  }

  private problem(code: string) {
    return problemOf({ code, message: '' }, this.around.clock.now());
  }

  private newRequestId(): string {
    return `req-${this.around.newId()}`;
  }
}
