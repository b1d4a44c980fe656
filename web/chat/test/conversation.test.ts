import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Conversation } from '../src/protocol/conversation.ts';
import type { ServerFrame } from '../src/protocol/frames.ts';
import { Memory } from '../src/protocol/memory.ts';
import type { Action } from '../src/state/actions.ts';
import { reduce } from '../src/state/reduce.ts';
import { initialState, openApproval, type ChatState } from '../src/state/state.ts';
import { Store } from '../src/state/store.ts';
import { streamedText } from '../src/state/text.ts';
import { FakeClock, FakeSocket, FakeStorage, settled } from './fakes.ts';
import { refusal, resumed, TurnFrames } from './frames.ts';

class Page {
  readonly clock = new FakeClock();
  readonly sockets: FakeSocket[] = [];
  readonly store = new Store<ChatState, Action>(reduce, initialState);
  readonly conversation: Conversation;
  private ids = 0;

  constructor(readonly storage = new FakeStorage(), private readonly prefix = '') {
    this.conversation = new Conversation(this.store, {
      createSocket: () => {
        const socket = new FakeSocket();
        this.sockets.push(socket);
        return socket;
      },
      memory: new Memory(() => storage as unknown as Storage),
      clock: this.clock,
      newId: () => `${this.prefix}${(this.ids += 1)}`,
      random: () => 1,
    });
    this.conversation.connect();
    this.socket.open();
  }

  get socket(): FakeSocket {
    return this.sockets.at(-1) as FakeSocket;
  }

  get state(): ChatState {
    return this.store.state;
  }

  get text(): string[] {
    return this.state.turns.map((turn) => `${turn.question}: ${streamedText(turn.parts)}`);
  }

  async opened(): Promise<this> {
    await this.reply('create_conversation_session', { sessionId: 's1', conversationId: 'c1' });
    return this;
  }

  async reply(action: string, data: Record<string, unknown>): Promise<void> {
    const { requestId } = this.socket.last(action);
    await this.socket.deliver({ type: 'immediate_response', requestId: requestId ?? '', status: 200, message: '', data });
  }

  ask(question: string): string {
    assert.equal(this.conversation.ask(question), true);
    return this.socket.last('send_message').requestId ?? '';
  }

  async loseSocket(): Promise<void> {
    this.socket.lose();
    await settled();
    this.clock.advance(250);
    this.socket.open();
    await settled();
  }

  /** The same browser after a reload. */
  reload(): Page {
    return new Page(this.storage, `${this.prefix}x`);
  }
}

test('a first visit creates a session that can resume and bind approvals', async () => {
  const page = await new Page().opened();
  const frame = page.sockets[0]?.last('create_conversation_session');
  assert.equal(frame?.['agentId'], '11111111-1111-4111-8111-111111111111');
  assert.deepEqual(frame?.['supports'], ['resume_stream', 'approval_id']);
  assert.equal(page.state.connection, 'online');
});

test('a socket lost in mid-stream resumes after the last event without repeating text', async () => {
  const page = await new Page().opened();
  const id = page.ask('Why?');
  const frames = new TurnFrames(id);
  await page.socket.deliver(frames.accepted(), frames.token('one '));
  page.socket.lose();
  await settled();
  assert.equal(page.state.connection, 'reconnecting');
  assert.equal(page.conversation.ask('Another?'), false);
  page.clock.advance(250);
  page.socket.open();
  const { requestId, epoch, afterSeq, sessionId } = page.socket.last('resume_stream');
  assert.deepEqual({ requestId, epoch, afterSeq, sessionId }, { requestId: id, epoch: 1, afterSeq: 2, sessionId: 's1' });
  await page.socket.deliver(resumed(id, 'running', 1, 3), frames.token('two'), frames.finished('one two'));
  assert.deepEqual(page.text, ['Why?: one two']);
  assert.equal(page.state.connection, 'online');
});

test('a question whose 202 never came is sent again under its id', async () => {
  const page = await new Page().opened();
  const id = page.ask('Why?');
  await page.loseSocket();
  assert.equal(page.socket.last('send_message').requestId, id);
  assert.equal(page.socket.last('send_message')['message'], 'Why?');
  const frames = new TurnFrames(id);
  await page.socket.deliver(resumed(id, 'running', 1, 1), frames.accepted(), frames.token('Because.'));
  assert.deepEqual(page.text, ['Why?: Because.']);
});

test('a server that accepts nothing for twenty seconds is connected to anew', async () => {
  const page = await new Page().opened();
  const id = page.ask('Why?');
  page.clock.advance(20_000 + 250);
  assert.equal(page.sockets.length, 2);
  page.socket.open();
  assert.equal(page.socket.last('send_message').requestId, id);
});

test('a reload during a park shows the approval, and approving names it', async () => {
  const before = await new Page().opened();
  const id = before.ask('Refund 1042');
  const first = new TurnFrames(id);
  await before.socket.deliver(first.accepted(), first.asks('issue_refund', 'a7'));

  const page = before.reload();
  await page.reply('get_session', { sessionId: 's1', conversationId: 'c1' });
  await page.reply('get_conversation_messages', { messages: [{ id: 'm1', direction: 'inbound', content: { text: 'Refund 1042' } }], nextCursor: null, hasMore: false });
  const frames = new TurnFrames(id);
  assert.equal(page.socket.last('resume_stream')['afterSeq'], 0);
  await page.socket.deliver(resumed(id, 'parked', 1, 1), frames.accepted(), frames.asks('issue_refund', 'a7'));
  const turn = page.state.turns.at(-1);
  assert.ok(turn);
  assert.equal(openApproval(turn)?.tool, 'issue_refund');

  page.conversation.answer(turn, true);
  page.conversation.answer(turn, true);
  const answers = page.socket.sent.filter((frame) => frame.action === 'confirm_tool_action');
  assert.deepEqual(answers, [{ action: 'confirm_tool_action', requestId: id, sessionId: 's1', approved: true, approvalId: 'a7' }]);
});

test('a reload before the 202 sends the question again', async () => {
  const before = await new Page().opened();
  const id = before.ask('Why?');
  const page = before.reload();
  await page.reply('get_session', { sessionId: 's1', conversationId: 'c1' });
  await page.reply('get_conversation_messages', { messages: [], nextCursor: null, hasMore: false });
  await page.socket.deliver(refusal(undefined, 'TURN_NOT_FOUND'));
  assert.equal(page.socket.last('send_message').requestId, id);
  const frames = new TurnFrames(id);
  await page.socket.deliver(frames.accepted());
  assert.equal(new Memory(() => page.storage as unknown as Storage).load()?.pending, undefined);
});

test('a reload of a conversation that is gone starts a new one with a quiet note', async () => {
  const before = await new Page().opened();
  const page = before.reload();
  await page.socket.deliver(refusal(page.socket.last('get_session').requestId, 'SESSION_NOT_FOUND'));
  await page.reply('create_conversation_session', { sessionId: 's2', conversationId: 'c2' });
  assert.equal(page.state.sessionId, 's2');
  assert.match(page.state.notice ?? '', /no longer on the server/);
  assert.equal(page.state.connection, 'online');
});

test('a session lost with the socket starts a new conversation', async () => {
  const page = await new Page().opened();
  const id = page.ask('Why?');
  await page.socket.deliver(new TurnFrames(id).accepted());
  await page.loseSocket();
  await page.socket.deliver(refusal(id, 'SESSION_NOT_FOUND'));
  await page.reply('create_conversation_session', { sessionId: 's2', conversationId: 'c2' });
  assert.deepEqual(page.state.turns, []);
  assert.equal(page.state.sessionId, 's2');
});

test('an open turn that cannot be resumed ends with a way to ask again', async () => {
  const page = await new Page().opened();
  const id = page.ask('Why?');
  await page.socket.deliver(new TurnFrames(id).accepted());
  await page.loseSocket();
  await page.socket.deliver(refusal(id, 'TURN_NOT_FOUND'));
  const turn = page.state.turns.at(-1);
  assert.equal(turn?.status, 'failed');
  assert.equal(turn?.problem?.canRetry, true);
});

test('a refused resume does not keep the page from going on', async () => {
  const page = await new Page().opened();
  const id = page.ask('Why?');
  await page.socket.deliver(new TurnFrames(id).accepted());
  await page.loseSocket();
  await page.socket.deliver(refusal(id, 'STORAGE_ERROR'));
  assert.equal(page.state.connection, 'online');
  assert.equal(page.state.turns.at(-1)?.status, 'failed');
});

test('a gap in the numbers asks for what is missing', async () => {
  const page = await new Page().opened();
  const id = page.ask('Why?');
  const frames = new TurnFrames(id);
  await page.socket.deliver(frames.accepted());
  const missed = frames.token('a');
  const late = frames.token('b');
  await page.socket.deliver(late);
  assert.equal(page.socket.last('resume_stream')['afterSeq'], 1);
  await page.socket.deliver(resumed(id, 'running', 1, 2), missed, late, frames.token('c'));
  assert.deepEqual(page.text, ['Why?: abc']);
});

test('a reply that does not come in fifteen seconds means a new connection', async () => {
  const page = new Page();
  page.clock.advance(15_000 + 250);
  await settled();
  page.socket.open();
  assert.equal(page.sockets.length, 2);
  await page.opened();
  assert.equal(page.state.connection, 'online');
});

test('a refused session shows why and can be tried again', async () => {
  const page = new Page();
  await page.socket.deliver(refusal(page.socket.last('create_conversation_session').requestId, 'STORAGE_ERROR'));
  assert.equal(page.state.blocked?.code, 'STORAGE_ERROR');
  page.conversation.reopen();
  await page.opened();
  assert.equal(page.state.blocked, undefined);
  assert.equal(page.state.connection, 'online');
});

test('cancel names the running turn', async () => {
  const page = await new Page().opened();
  const id = page.ask('Why?');
  const frames = new TurnFrames(id);
  await page.socket.deliver(frames.accepted());
  page.conversation.cancel();
  assert.deepEqual(page.socket.last('cancel'), { action: 'cancel', requestId: id, sessionId: 's1' });
  await page.socket.deliver(frames.cancelled());
  assert.equal(page.state.turns.at(-1)?.status, 'cancelled');
});

test('frames of a conversation that was left are not shown in the new one', async () => {
  const page = await new Page().opened();
  const frames = new TurnFrames(page.ask('Why?'));
  await page.socket.deliver(frames.accepted());
  page.conversation.startNew();
  await page.reply('create_conversation_session', { sessionId: 's2', conversationId: 'c2' });
  const stray: ServerFrame = frames.token('stray');
  await page.socket.deliver(stray);
  assert.deepEqual(page.text, []);
});
