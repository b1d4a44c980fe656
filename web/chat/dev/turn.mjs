import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { planFor } from './script.mjs';

/** One turn: a numbered log of frames, told to whoever receives it, live or later. */
export class Turn {
  state = 'running';
  epoch = 1;
  frames = [];
  receivers = new Set();
  #run = 0;
  #step = 0;
  #answer = undefined;
  #decision = undefined;

  constructor(conversation, requestId, message, pace) {
    Object.assign(this, { conversation, requestId, message, pace, plan: planFor(message) });
  }

  start() {
    this.#emit({ type: 'immediate_response', requestId: this.requestId, status: 202, message: 'Processing your request...', data: {} });
    void this.#play();
  }

  /** The frames after `afterSeq`, or the whole turn when they are not known under that epoch. */
  resume(connection, epoch, afterSeq) {
    const restarted = afterSeq > 0 && (epoch !== this.epoch || afterSeq > this.frames.length);
    const from = restarted ? 0 : afterSeq;
    const ack = {
      type: 'immediate_response', requestId: this.requestId, status: 200, message: 'Stream resumed',
      data: { sessionId: connection.sessionId, requestId: this.requestId, state: this.state, epoch: this.epoch, fromSeq: from + 1, restarted },
    };
    connection.send(ack);
    for (const frame of this.frames.slice(from)) connection.send(frame);
    if (this.state !== 'finished') this.receivers.add(connection);
  }

  decide(approved, approvalId) {
    if (this.state !== 'parked' || (approvalId !== undefined && approvalId !== this.approvalId)) return false;
    this.state = 'running';
    this.#decision = approved;
    this.#answer?.();
    return true;
  }

  cancel() {
    if (this.state === 'finished') return;
    this.#run += 1;
    this.#finish({ type: 'cancelled', requestId: this.requestId, status: 499, data: { requestId: this.requestId, status: 499 } });
  }

  restart() {
    this.receivers.clear();
    if (this.state !== 'running') return;
    this.#run += 1;
    this.epoch += 1;
    this.frames = [];
    this.#step = 0;
    this.start();
  }

  async #play() {
    const run = ++this.#run;
    const stopped = () => run !== this.#run;
    for (; this.#step < this.plan.length; this.#step += 1) {
      await this.#do(this.plan[this.#step], stopped);
      if (stopped()) return;
    }
  }

  async #do(step, stopped) {
    if (step.wait) await sleep(step.wait);
    else if (step.say) await this.#say(typeof step.say === 'function' ? step.say(this.#decision) : step.say, stopped);
    else if (step.ask) await this.#ask(step.ask);
    else if (step.call) await this.#call(step.call, stopped);
    else if (step.result) this.#chunk(step.result.name, { toolResult: { name: step.result.name, ...step.result.of(this.#decision) } });
    else if (step.fail) this.#finish({ type: 'error', requestId: this.requestId, error: step.fail, data: { error: step.fail, requestId: this.requestId, details: { errorId: '7f3a9c' } } });
    else if (step.finish) this.#complete(step.finish);
  }

  async #say(text, stopped) {
    for (const token of text.match(/\S+\s*|\s+/g) ?? []) {
      await sleep(this.pace);
      if (stopped()) return;
      this.text = (this.text ?? '') + token;
      this.#emit({ type: 'stream_token', requestId: this.requestId, token, data: { requestId: this.requestId, token } });
    }
  }

  async #ask({ name, args }) {
    this.approvalId = randomUUID();
    this.state = 'parked';
    const answered = new Promise((resolve) => (this.#answer = resolve));
    const data = { toolId: name, actionDescription: `Tool '${name}' requires confirmation. Allow?\n${JSON.stringify(args)}`, approvalId: this.approvalId };
    this.#emit({ type: 'write_confirmation_required', requestId: this.requestId, data: { requestId: this.requestId, data } });
    this.#chunk(name, { toolCall: { name, arguments: JSON.stringify(args) } });
    await answered;
    await sleep(this.pace * 10);
  }

  async #call({ name, args, result }, stopped) {
    this.#chunk(name, { toolCall: { name, arguments: JSON.stringify(args) } });
    await sleep(this.pace * 25);
    if (!stopped()) this.#chunk(name, { toolResult: { name, isError: false, result } });
  }

  #chunk(node, rawResponse) {
    this.#emit({ type: 'stream_chunk', requestId: this.requestId, node, data: { requestId: this.requestId, node, state: { rawResponse } } });
  }

  #complete({ citations, suggestions = [] }) {
    const messageId = randomUUID();
    const text = this.frames.map((frame) => frame.token ?? '').join('');
    this.conversation.messages.push({ id: messageId, direction: 'outbound', content: { text, items: [{ type: 'text', text }] }, createdAt: new Date().toISOString() });
    const response = { responseParts: [text], customerHappinessScore: 0.5, needsSatisfactionScore: 0.5, requestSummary: '', resolutionStatus: 'in_progress', suggestedNextActions: suggestions };
    this.#finish({
      type: 'eventual_response', requestId: this.requestId, status: 200,
      data: { requestId: this.requestId, status: 200, data: { messageId, response, needsEscalation: false, ...(citations ? { citations } : {}) } },
    });
  }

  #finish(frame) {
    this.state = 'finished';
    this.#emit(frame);
    this.receivers.clear();
  }

  #emit(frame) {
    const numbered = { ...frame, timestamp: Date.now(), epoch: this.epoch, seq: this.frames.length + 1 };
    this.frames.push(numbered);
    for (const connection of this.receivers) connection.send(numbered);
  }
}
