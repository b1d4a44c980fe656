import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ServerFrame, StoredMessage } from '../src/protocol/frames.ts';
import { readMessages, readResumeAck } from '../src/protocol/read.ts';
import type { Action } from '../src/state/actions.ts';
import { reduce } from '../src/state/reduce.ts';
import { initialState, openApproval, openTurn, type ChatState, type Turn } from '../src/state/state.ts';
import { streamedText } from '../src/state/text.ts';
import { refusal, resumed, TurnFrames } from './frames.ts';

const now = 1_000_000;
const asked: Action = { type: 'asked', requestId: 'r1', question: 'Why?' };

function after(...steps: readonly (Action | ServerFrame)[]): ChatState {
  return steps.reduce<ChatState>((state, step) => {
    if ('epoch' in step || step.type === 'error' || step.type === 'immediate_response') {
      const ack = readResumeAck(step as ServerFrame);
      return reduce(state, ack ? { type: 'resumed', ack } : { type: 'frame', frame: step as ServerFrame, now });
    }
    return reduce(state, step as Action);
  }, initialState);
}

function last(state: ChatState): Turn {
  const turn = state.turns.at(-1);
  assert.ok(turn);
  return turn;
}

test('tokens become one growing text and the stored reply wins at the end', () => {
  const frames = new TurnFrames('r1');
  const running = after(asked, frames.accepted(), frames.token('17 '), frames.token('days'));
  assert.equal(last(running).status, 'running');
  assert.deepEqual(last(running).parts, [{ kind: 'text', text: '17 days' }]);

  const done = reduce(running, { type: 'frame', frame: frames.finished('17 days.'), now });
  assert.equal(last(done).status, 'done');
  assert.deepEqual(last(done).parts, [{ kind: 'text', text: '17 days.' }]);
  assert.equal(openTurn(done), undefined);
});

test('a reply that spans several streamed parts is not shown twice', () => {
  const frames = new TurnFrames('r1');
  const state = after(asked, frames.accepted(), frames.token('Looking. '), frames.call('find', '{}'), frames.result('find', 'ok'), frames.token('Found.'), frames.finished('Looking. Found.'));
  assert.equal(streamedText(last(state).parts), 'Looking. Found.');
});

test('a reply that was not streamed is shown', () => {
  const frames = new TurnFrames('r1');
  assert.equal(streamedText(last(after(asked, frames.accepted(), frames.finished('All of it.'))).parts), 'All of it.');
});

test('frames seen before change nothing', () => {
  const frames = new TurnFrames('r1');
  const [first, second] = [frames.accepted(), frames.token('once')];
  assert.equal(streamedText(last(after(asked, first, second, first, second)).parts), 'once');
});

test('a frame after a gap changes nothing', () => {
  const frames = new TurnFrames('r1');
  const accepted = frames.accepted();
  frames.skip();
  assert.deepEqual(last(after(asked, accepted, frames.token('later'))).parts, []);
});

test('a higher epoch tells the turn anew', () => {
  const before = new TurnFrames('r1', 1);
  const anew = new TurnFrames('r1', 2);
  const state = after(asked, before.accepted(), before.token('half an ans'), anew.accepted(), anew.token('whole'));
  assert.equal(streamedText(last(state).parts), 'whole');
  assert.equal(last(state).epoch, 2);
});

test('a resume goes on after the last event seen', () => {
  const frames = new TurnFrames('r1');
  const state = after(asked, frames.accepted(), frames.token('one '), resumed('r1', 'running', 1, 3), frames.token('two'));
  assert.equal(streamedText(last(state).parts), 'one two');
});

test('a restarted resume clears what was shown of the turn', () => {
  const before = new TurnFrames('r1', 1);
  const anew = new TurnFrames('r1', 4);
  const state = after(asked, before.accepted(), before.token('gone'), resumed('r1', 'running', 4, 1, true), anew.accepted(), anew.token('new'));
  assert.equal(streamedText(last(state).parts), 'new');
});

test('after a reload the resumed turn takes the place of what the history knew of it', () => {
  const messages: StoredMessage[] = [
    { id: 'm3', direction: 'outbound', text: '17 days' },
    { id: 'm2', direction: 'inbound', text: 'Return window?' },
    { id: 'm1', direction: 'outbound', text: 'Welcome' },
  ];
  const frames = new TurnFrames('r9');
  const state = after({ type: 'historyLoaded', messages, cursor: undefined }, resumed('r9', 'finished', 1, 1), frames.accepted(), frames.token('17 days'), frames.finished('17 days'));
  assert.deepEqual(state.turns.map((turn) => [turn.question, streamedText(turn.parts), turn.status]), [['', 'Welcome', 'done'], ['Return window?', '17 days', 'done']]);
});

test('an older page joins the answer it cut off from its question', () => {
  const newer: Action = { type: 'historyLoaded', messages: [{ id: 'm2', direction: 'outbound', text: 'Answer' }], cursor: 'm2' };
  const older: Action = { type: 'historyLoaded', messages: [{ id: 'm1', direction: 'inbound', text: 'Question' }], cursor: undefined };
  const state = after(newer, older);
  assert.deepEqual(state.turns.map((turn) => [turn.question, streamedText(turn.parts)]), [['Question', 'Answer']]);
  assert.equal(state.olderCursor, undefined);
});

test('calls are paired with their results in order, and arguments are shown as JSON', () => {
  const frames = new TurnFrames('r1');
  const state = after(asked, frames.accepted(), frames.call('find', '{"q":1}'), frames.call('find', { q: 2 }), frames.result('find', 'first'), frames.result('find', 'second', true));
  assert.deepEqual(last(state).parts.map((part) => part.kind === 'tool' && [part.status, part.result, part.arguments]), [
    ['done', 'first', '{\n  "q": 1\n}'],
    ['failed', 'second', '{\n  "q": 2\n}'],
  ]);
});

test('an approval shows its arguments and goes from waiting over sending to approved', () => {
  const frames = new TurnFrames('r1');
  const parked = after(asked, frames.accepted(), frames.asks('issue_refund'), frames.call('issue_refund', '{"order":"1042"}'));
  assert.equal(openApproval(last(parked))?.arguments, '{\n  "order": "1042"\n}');
  assert.equal(openApproval(last(parked))?.approvalId, 'a1');

  const sending = reduce(parked, { type: 'answering', requestId: 'r1', approved: true });
  assert.equal(openApproval(last(sending))?.status, 'sending');
  const ack: ServerFrame = { type: 'immediate_response', requestId: 'r1', status: 200, message: 'Tool action approved', data: { sessionId: 's1', approved: true } };
  const approved = reduce(sending, { type: 'frame', frame: ack, now });
  assert.deepEqual(last(approved).parts.map((part) => part.kind === 'approval' && part.status), ['approved', false]);
});

test('an answer lost with the socket is asked for again', () => {
  const frames = new TurnFrames('r1');
  const parts = [asked, frames.accepted(), frames.asks('issue_refund'), { type: 'answering', requestId: 'r1', approved: true }] as const;
  assert.equal(openApproval(last(after(...parts, resumed('r1', 'parked', 1, 3))))?.status, 'waiting');
  assert.equal(openApproval(last(after(...parts, resumed('r1', 'running', 1, 3)))), undefined);
});

test('the result of a gated call shows how its question ended elsewhere', () => {
  const outcome = (result: string, isError: boolean) => {
    const frames = new TurnFrames('r1');
    const state = after(asked, frames.accepted(), frames.asks('t'), frames.call('t', '{}'), frames.result('t', result, isError));
    const [approval] = last(state).parts;
    return approval?.kind === 'approval' && approval.status;
  };
  assert.equal(outcome('done', false), 'approved');
  assert.equal(outcome('User denied: user rejected the action', true), 'denied');
  assert.equal(outcome('User denied: confirmation timeout', true), 'expired');
});

test('an answer that came too late closes the question and not the turn', () => {
  const frames = new TurnFrames('r1');
  const state = after(asked, frames.accepted(), frames.asks('t'), { type: 'answering', requestId: 'r1', approved: true }, refusal('r1', 'NO_PENDING_CONFIRMATION'));
  assert.equal(last(state).status, 'running');
  assert.equal(openApproval(last(state)), undefined);
  assert.match(state.notice ?? '', /no longer open/);
});

test('another refusal of an answer lets the person answer again', () => {
  const frames = new TurnFrames('r1');
  const state = after(asked, frames.accepted(), frames.asks('t'), { type: 'answering', requestId: 'r1', approved: true }, refusal('r1', 'STORAGE_ERROR'));
  assert.equal(openApproval(last(state))?.status, 'waiting');
});

test('a question the server refuses fails, and says when to try again', () => {
  const state = after(asked, refusal('r1', 'RATE_LIMITED', { retryAfterSeconds: 3 }));
  assert.equal(last(state).status, 'failed');
  assert.equal(last(state).problem?.retryAt, now + 3_000);
  const retried = reduce(state, { type: 'asked', requestId: 'r2', question: 'Why?', replaces: 'r1' });
  assert.deepEqual(retried.turns.map((turn) => turn.id), ['r2']);
});

test('a failed and a cancelled turn leave nothing running', () => {
  for (const end of [(frames: TurnFrames) => frames.failed('AGENT_ERROR'), (frames: TurnFrames) => frames.cancelled()]) {
    const frames = new TurnFrames('r1');
    const state = after(asked, frames.accepted(), frames.call('slow', '{}'), frames.asks('t'), end(frames));
    assert.equal(openTurn(state), undefined);
    assert.equal(openApproval(last(state)), undefined);
    assert.ok(last(state).parts.every((part) => part.kind !== 'tool' || part.status === 'failed'));
  }
});

test('citations without an http address have no link', () => {
  const frames = new TurnFrames('r1');
  const citations = [
    { id: 'a', title: 'A', snippet: 's', score: 0.5, url: 'https://example.com/a' },
    { id: 'b', title: 'B', snippet: 's', score: 0.4, url: 'javascript:alert(1)' },
  ];
  const state = after(asked, frames.accepted(), frames.finished('x', { citations }));
  assert.deepEqual(last(state).citations.map((citation) => citation.url), ['https://example.com/a', undefined]);
});

test('history is read in both of its shapes', () => {
  const messages = readMessages({ messages: [
    { id: '1', direction: 'inbound', content: { text: 'plain' } },
    { id: '2', direction: 'outbound', content: { items: [{ type: 'text', text: 'from' }, { type: 'text', text: 'items' }] } },
    { id: '3', direction: 'outbound', content: {} },
    'nonsense',
  ] });
  assert.deepEqual(messages.map((message) => message.text), ['plain', 'from\n\nitems']);
});
