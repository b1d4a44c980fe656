import type { ResumeAck, ServerFrame } from '../protocol/frames.ts';
import { readError } from '../protocol/read.ts';
import type { Action } from './actions.ts';
import { answerApproval } from './approvals.ts';
import { prepend, turnsOf } from './history.ts';
import { problemOf } from './problems.ts';
import { initialState, isOpen, type ChatState, type Turn } from './state.ts';
import { newTurn, resumeTurn, tell } from './turn.ts';

/** The page's whole behaviour over time, as a pure function of what happens. */
export function reduce(state: ChatState, action: Action): ChatState {
  switch (action.type) {
    case 'connection':
      return { ...state, connection: action.status };
    case 'sessionOpened': {
      const { blocked: _, ...rest } = state;
      return { ...rest, sessionId: action.sessionId, conversationId: action.conversationId };
    }
    case 'historyLoaded': {
      const { olderCursor: _, ...rest } = state;
      const turns = prepend(turnsOf(action.messages), state.turns);
      return { ...rest, turns, ...(action.cursor === undefined ? {} : { olderCursor: action.cursor }) };
    }
    case 'ready':
      return { ...state, ready: true };
    case 'blocked':
      return { ...state, blocked: action.problem };
    case 'reset':
      return { ...initialState, connection: state.connection, ...(action.notice === undefined ? {} : { notice: action.notice }) };
    case 'noticed':
      return withNotice(state, action.text);
    case 'asked': {
      const turns = state.turns.filter((turn) => turn.id !== action.replaces).map(settled);
      return { ...withNotice(state, undefined), turns: [...turns, newTurn(action.requestId, action.question)] };
    }
    case 'resumed':
      return { ...state, turns: resume(state.turns, action.ack) };
    case 'lost':
      return change(state, action.requestId, (turn) => (isOpen(turn) ? { ...turn, status: 'failed', problem: action.problem } : turn));
    case 'frame':
      return receive(state, action.frame, action.now);
    case 'answering':
      return change(state, action.requestId, (turn) => ({ ...turn, parts: answerApproval(turn.parts, action.approved) }));
    case 'stopping':
      return change(state, action.requestId, (turn) => (isOpen(turn) ? { ...turn, status: 'stopping' } : turn));
    case 'citation': {
      const { openCitation: _, ...rest } = state;
      return action.open ? { ...rest, openCitation: action.open } : rest;
    }
  }
}

/** Suggestions belong to the last answer only. */
function settled(turn: Turn): Turn {
  return turn.suggestions.length === 0 ? turn : { ...turn, suggestions: [] };
}

/** After a reload the resumed turn is the conversation's last: it takes the place of what the history knew of it. */
function resume(turns: readonly Turn[], ack: ResumeAck): readonly Turn[] {
  const known = turns.findIndex((turn) => turn.id === ack.requestId);
  const turn = turns[known];
  if (turn) return turns.with(known, resumeTurn(turn, ack));
  const last = turns.at(-1);
  return last?.fromHistory ? turns.with(-1, resumeTurn(last, ack)) : [...turns, resumeTurn(newTurn(ack.requestId, ''), ack)];
}

function receive(state: ChatState, frame: ServerFrame, now: number): ChatState {
  const before = state.turns.find((turn) => turn.id === frame.requestId);
  if (!before) return state;
  const after = tell(before, frame, now);
  const told = change(state, before.id, () => after);
  const survived = frame.type === 'error' && isOpen(after);
  return survived ? withNotice(told, problemOf(readError(frame), now).text) : told;
}

function change(state: ChatState, id: string, update: (turn: Turn) => Turn): ChatState {
  const index = state.turns.findLastIndex((turn) => turn.id === id);
  const turn = state.turns[index];
  return turn ? { ...state, turns: state.turns.with(index, update(turn)) } : state;
}

function withNotice(state: ChatState, text: string | undefined): ChatState {
  const { notice: _, ...rest } = state;
  return text === undefined ? rest : { ...rest, notice: text };
}
