import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Connection } from '../src/protocol/connection.ts';
import { FakeClock, FakeSocket } from './fakes.ts';

function connect() {
  const clock = new FakeClock();
  const sockets: FakeSocket[] = [];
  const events: string[] = [];
  const connection = new Connection(
    () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    { opened: () => events.push('opened'), lost: () => events.push('lost'), received: (frame) => events.push(frame.type) },
    clock,
    () => 1,
  );
  connection.connect();
  return { clock, sockets, events, connection, socket: () => sockets.at(-1) as FakeSocket };
}

test('back-off doubles from a quarter of a second up to five seconds', () => {
  const { clock, sockets, socket } = connect();
  for (const delay of [250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]) {
    const before = sockets.length;
    socket().lose();
    clock.advance(delay - 1);
    assert.equal(sockets.length, before);
    clock.advance(1);
    assert.equal(sockets.length, before + 1);
  }
});

test('back-off starts over after a connection that opened', () => {
  const { clock, sockets, socket } = connect();
  socket().lose();
  clock.advance(250);
  socket().open();
  socket().lose();
  clock.advance(250);
  assert.equal(sockets.length, 3);
});

test('a loss is told once, however many attempts fail', () => {
  const { clock, events, socket } = connect();
  socket().open();
  for (let attempt = 0; attempt < 4; attempt += 1) {
    socket().lose();
    clock.advance(5_000);
  }
  assert.deepEqual(events, ['opened', 'lost']);
});

test('a socket that does not open in ten seconds is given up', () => {
  const { clock, sockets } = connect();
  clock.advance(10_000 + 250);
  assert.equal(sockets.length, 2);
  assert.equal(sockets[0]?.closed, true);
});

test('a ping goes out every thirty seconds and a missing pong reconnects', async () => {
  const { clock, sockets, socket } = connect();
  socket().open();
  clock.advance(30_000);
  assert.equal(socket().last('ping').requestId, 'ping-1');
  await socket().deliver({ type: 'pong', requestId: 'ping-1' });
  clock.advance(30_000);
  assert.equal(socket().last('ping').requestId, 'ping-2');
  clock.advance(9_999);
  assert.equal(sockets.length, 1);
  clock.advance(1 + 250);
  assert.equal(sockets.length, 2);
  assert.equal(sockets[0]?.closed, true);
});

test('a socket that was let go is not heard any more', async () => {
  const { clock, sockets, events, connection } = connect();
  sockets[0]?.open();
  connection.restart();
  clock.advance(250);
  await sockets[0]?.deliver({ type: 'keepalive' });
  assert.deepEqual(events, ['opened', 'lost']);
});

test('nothing is sent or queued while the socket is not open', () => {
  const { connection, socket } = connect();
  assert.equal(connection.send({ action: 'ping' }), false);
  socket().open();
  assert.deepEqual(socket().sent, []);
});

test('text that is no frame is passed over', async () => {
  const { events, socket } = connect();
  socket().open();
  for (const data of ['{', '[]', '"x"', '{"type":5}', new ArrayBuffer(2)]) socket().onmessage?.({ data });
  assert.deepEqual(events, ['opened']);
});
