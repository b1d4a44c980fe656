import type { ServerFrame } from '../src/protocol/frames.ts';

/** Frames of one turn, as a server that numbers its events sends them. */
export class TurnFrames {
  private seq = 0;

  constructor(private readonly requestId: string, private readonly epoch = 1) {}

  accepted(): ServerFrame {
    return this.next({ type: 'immediate_response', status: 202, message: 'Processing your request...', data: {} });
  }

  token(token: string): ServerFrame {
    return this.next({ type: 'stream_token', token, data: { requestId: this.requestId, token } });
  }

  call(name: string, args: unknown): ServerFrame {
    return this.chunk(name, { toolCall: { name, arguments: args } });
  }

  result(name: string, result: string, isError = false): ServerFrame {
    return this.chunk(name, { toolResult: { name, isError, result } });
  }

  asks(tool: string, approvalId = 'a1'): ServerFrame {
    const data = { toolId: tool, actionDescription: `Tool '${tool}' requires confirmation. Allow?\n{"order":"1042"}`, approvalId };
    return this.next({ type: 'write_confirmation_required', data: { requestId: this.requestId, data } });
  }

  finished(text: string, extra: object = {}): ServerFrame {
    const data = { messageId: 'm', response: { responseParts: [text], suggestedNextActions: [] }, needsEscalation: false, ...extra };
    return this.next({ type: 'eventual_response', status: 200, data: { requestId: this.requestId, status: 200, data } });
  }

  failed(code: string): ServerFrame {
    return this.next(refusal(this.requestId, code));
  }

  cancelled(): ServerFrame {
    return this.next({ type: 'cancelled', status: 499, data: {} });
  }

  skip(): void {
    this.seq += 1;
  }

  private chunk(node: string, rawResponse: object): ServerFrame {
    return this.next({ type: 'stream_chunk', node, data: { requestId: this.requestId, node, state: { rawResponse } } });
  }

  private next(frame: ServerFrame): ServerFrame {
    this.seq += 1;
    return { ...frame, requestId: this.requestId, epoch: this.epoch, seq: this.seq };
  }
}

export function refusal(requestId: string | undefined, code: string, details?: unknown): ServerFrame {
  const error = { code, message: `${code} happened` };
  return { type: 'error', ...(requestId === undefined ? {} : { requestId }), error, data: { error, ...(details === undefined ? {} : { details }) } };
}

export function resumed(requestId: string, state: string, epoch: number, fromSeq: number, restarted = false): ServerFrame {
  return { type: 'immediate_response', requestId, status: 200, message: 'Stream resumed', data: { sessionId: 's1', requestId, state, epoch, fromSeq, restarted } };
}
