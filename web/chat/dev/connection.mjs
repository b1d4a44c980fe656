import { randomUUID } from 'node:crypto';
import { Turn } from './turn.mjs';

/** One client: reads its frames in order and answers as the protocol says. */
export class Connection {
  constructor(world, socket) {
    this.world = world;
    this.socket = socket;
    socket.on('message', (data) => this.#receive(JSON.parse(data.toString())));
    socket.on('error', () => socket.terminate());
  }

  send(frame) {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  #receive(frame) {
    const handle = this.#handlers[frame.action];
    if (!handle) return this.#refuse(frame, 'UNSUPPORTED_ACTION', `action '${frame.action}' is not supported by this server`);
    const session = this.world.sessions.get(frame.sessionId);
    this.sessionId = frame.sessionId;
    if (frame.sessionId !== undefined && !session) return this.#refuse(frame, 'SESSION_NOT_FOUND', `session '${frame.sessionId}' not found`);
    handle(frame, session);
  }

  #handlers = {
    ping: ({ requestId }) => this.send({ type: 'pong', requestId, timestamp: Date.now(), data: { timestamp: Date.now() } }),

    create_conversation_session: (frame) => {
      const session = this.world.createSession(frame.agentId ?? randomUUID());
      this.#reply(frame, 'Session created', { sessionId: session.id, conversationId: session.conversation.id, ...session.ids });
    },

    get_session: (frame, { id, conversation, ids }) =>
      this.#reply(frame, 'Session', { sessionId: id, conversationId: conversation.id, ...ids, threadId: conversation.id, status: 'active' }),

    get_conversation_messages: (frame, { conversation }) => {
      const newestFirst = conversation.messages.toReversed();
      const start = frame.cursor === undefined ? 0 : newestFirst.findIndex((message) => message.id === frame.cursor) + 1;
      const messages = newestFirst.slice(start, start + (frame.limit ?? 50));
      const hasMore = start + messages.length < newestFirst.length;
      this.#reply(frame, 'ConversationMessages', { conversationId: conversation.id, messages, nextCursor: hasMore ? messages.at(-1).id : null, hasMore });
    },

    send_message: (frame, { conversation }) => {
      const known = conversation.turns.find((turn) => turn.requestId === frame.requestId);
      if (known) return known.resume(this, undefined, 0);
      const refusal = refusalFor(frame.message);
      if (refusal) return this.#refuse(frame, refusal.code, refusal.message, refusal.details);
      if (conversation.turns.some((turn) => turn.state !== 'finished')) {
        return this.#refuse(frame, 'TURN_IN_PROGRESS', 'a turn is already in progress in this conversation; cancel it or wait for it to complete');
      }
      const content = { text: frame.message, items: [{ type: 'text', text: frame.message }] };
      conversation.messages.push({ id: randomUUID(), direction: 'inbound', content, createdAt: new Date().toISOString() });
      const turn = new Turn(conversation, frame.requestId, frame.message, this.world.pace);
      conversation.turns.push(turn);
      turn.receivers.add(this);
      turn.start();
    },

    resume_stream: (frame, { conversation }) => {
      const turn = frame.requestId === undefined
        ? conversation.turns.findLast((candidate) => candidate.state !== 'finished') ?? conversation.turns.at(-1)
        : conversation.turns.findLast((candidate) => candidate.requestId === frame.requestId);
      if (turn) turn.resume(this, frame.epoch, frame.afterSeq ?? 0);
      else this.#refuse(frame, 'TURN_NOT_FOUND', `no turn to resume in session '${frame.sessionId}'`);
    },

    confirm_tool_action: (frame, { conversation }) => {
      const turn = conversation.turns.findLast((candidate) => candidate.state === 'parked');
      if (!turn?.decide(frame.approved, frame.approvalId)) {
        return this.#refuse(frame, 'NO_PENDING_CONFIRMATION', `no tool action is awaiting confirmation for session '${frame.sessionId}'`);
      }
      turn.receivers.add(this);
      this.#reply(frame, frame.approved ? 'Tool action approved' : 'Tool action rejected', { sessionId: frame.sessionId, approved: frame.approved });
    },

    cancel: (frame, session) => session?.conversation.turns.findLast((turn) => turn.state !== 'finished')?.cancel(),
  };

  #reply({ requestId }, message, data) {
    this.send({ type: 'immediate_response', requestId, status: 200, message, data, timestamp: Date.now() });
  }

  #refuse({ requestId }, code, message, details) {
    const error = { code, message };
    this.send({ type: 'error', requestId, error, data: { error, requestId, ...(details ? { details } : {}) }, timestamp: Date.now() });
  }
}

/** Messages that make this server refuse, so that every refusal can be looked at. */
function refusalFor(message) {
  if (/\bno model\b/i.test(message)) return { code: 'LLM_UNAVAILABLE', message: 'set SMOOAI_GATEWAY_KEY' };
  if (/\brate limit\b/i.test(message)) return { code: 'RATE_LIMITED', message: 'retry in 3 s', details: { retryAfterSeconds: 3 } };
  return undefined;
}
