import type { ResumeAck, ServerFrame } from '../protocol/frames.ts';
import { asObject, asString, readCitations, readError } from '../protocol/read.ts';
import { callStarted, callFinished, closeTools, readArguments } from './tools.ts';
import { askApproval, acknowledgeApproval, closeApprovals, settleAfterResume, withdrawAnswer } from './approvals.ts';
import { problemOf } from './problems.ts';
import { appendText, finishText } from './text.ts';
import type { Turn, TurnStatus } from './state.ts';

/** How a frame relates to what was shown of its turn. */
export type Place = 'next' | 'seen' | 'anew' | 'gap';

const untold = { parts: [], citations: [], suggestions: [], epoch: -1, seq: 0 } as const;

export function newTurn(id: string, question: string): Turn {
  return { id, question, ...untold, status: 'sending', fromHistory: false };
}

export function placeOf(turn: Turn, frame: ServerFrame): Place {
  const { epoch, seq } = frame;
  if (epoch === undefined || seq === undefined) return 'next';
  if (epoch < turn.epoch) return 'seen';
  if (epoch > turn.epoch) return seq === 1 ? 'anew' : 'gap';
  if (seq <= turn.seq) return 'seen';
  return seq === turn.seq + 1 ? 'next' : 'gap';
}

/** The turn as the server is about to tell it on: emptied when it is told from its beginning. */
export function resumeTurn(turn: Turn, ack: ResumeAck): Turn {
  const { problem: _, ...rest } = turn;
  const place = { id: ack.requestId, epoch: ack.epoch, seq: ack.fromSeq - 1, fromHistory: false } as const;
  if (ack.fromSeq === 1) return { ...rest, ...untold, ...place, status: 'running' };

  // A finished turn of which everything was seen sends nothing more: its end stays as it is.
  const ended = turn.status === 'done' || turn.status === 'failed' || turn.status === 'cancelled';
  return { ...(ended ? turn : rest), ...place, status: ended ? turn.status : 'running', parts: settleAfterResume(turn.parts, ack.state) };
}

/** Applies one event of the turn. Frames already seen, and frames after a gap, change nothing. */
export function tell(turn: Turn, frame: ServerFrame, now: number): Turn {
  const place = placeOf(turn, frame);
  if (place === 'seen' || place === 'gap') return turn;
  const base: Turn = place === 'anew' ? { ...turn, ...untold } : turn;
  const told = apply(base, frame, now);
  return frame.epoch === undefined || frame.seq === undefined ? told : { ...told, epoch: frame.epoch, seq: frame.seq };
}

function apply(turn: Turn, frame: ServerFrame, now: number): Turn {
  switch (frame.type) {
    case 'immediate_response':
      return accept(turn, frame);
    case 'stream_token':
      return { ...begun(turn), parts: appendText(turn.parts, frame.token ?? asString(frame.data?.['token']) ?? '') };
    case 'stream_chunk':
      return chunk(begun(turn), frame);
    case 'write_confirmation_required':
      return { ...begun(turn), parts: askApproval(turn.parts, asObject(frame.data?.['data']) ?? {}) };
    case 'eventual_response':
      return finish(turn, asObject(frame.data?.['data']) ?? {});
    case 'cancelled':
      return end(turn, 'cancelled');
    case 'error':
      return refuse(turn, frame, now);
    default:
      return begun(turn);
  }
}

function begun(turn: Turn): Turn {
  return turn.status === 'sending' ? { ...turn, status: 'running' } : turn;
}

function accept(turn: Turn, frame: ServerFrame): Turn {
  const approved = frame.data?.['approved'];
  return typeof approved === 'boolean' ? { ...turn, parts: acknowledgeApproval(turn.parts, approved) } : begun(turn);
}

function chunk(turn: Turn, frame: ServerFrame): Turn {
  const raw = asObject(asObject(frame.data?.['state'])?.['rawResponse']);
  const call = asObject(raw?.['toolCall']);
  const result = asObject(raw?.['toolResult']);
  const name = asString(call?.['name']) ?? asString(result?.['name']) ?? frame.node ?? 'tool';
  if (call) return { ...turn, parts: callStarted(turn.parts, name, readArguments(call['arguments'])) };
  if (result) return { ...turn, parts: callFinished(turn.parts, name, result['isError'] === true, asString(result['result']) ?? '') };
  return turn;
}

function finish(turn: Turn, answer: Readonly<Record<string, unknown>>): Turn {
  const response = asObject(answer['response']);
  const strings = (value: unknown) => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);
  const text = strings(response?.['responseParts']).join('\n\n');
  return {
    ...end(turn, 'done'),
    parts: finishText(closeTools(closeApprovals(turn.parts), 'done'), text),
    citations: readCitations(answer['citations']),
    suggestions: strings(response?.['suggestedNextActions']).slice(0, 4),
  };
}

function end(turn: Turn, status: TurnStatus): Turn {
  return { ...turn, status, parts: closeTools(closeApprovals(turn.parts), 'failed') };
}

/**
 * An error ends the turn when it is one of its numbered events, or when nothing of the turn was numbered yet. Otherwise it
 * answers another frame with the turn's id, such as an approval that came too late, and the turn goes on.
 */
function refuse(turn: Turn, frame: ServerFrame, now: number): Turn {
  const error = readError(frame);
  if (error.code === 'NO_PENDING_CONFIRMATION') return { ...turn, parts: closeApprovals(turn.parts) };
  if (frame.seq === undefined && turn.epoch >= 0) return { ...turn, parts: withdrawAnswer(turn.parts) };
  return { ...end(turn, 'failed'), problem: problemOf(error, now) };
}
