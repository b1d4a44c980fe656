import type { StoredMessage } from '../protocol/frames.ts';
import type { Turn } from './state.ts';
import { newTurn } from './turn.ts';

/** Stored messages, newest first, as turns in reading order. Answers without a question (a greeting) stand alone. */
export function turnsOf(messages: readonly StoredMessage[]): Turn[] {
  const turns: Turn[] = [];
  for (const message of messages.toReversed()) {
    const last = turns.at(-1);
    if (message.direction === 'inbound') {
      turns.push({ ...newTurn(message.id, message.text), status: 'done', fromHistory: true });
    } else if (last) {
      turns[turns.length - 1] = { ...last, parts: [...last.parts, { kind: 'text', text: message.text }] };
    } else {
      turns.push({ ...newTurn(message.id, ''), status: 'done', fromHistory: true, parts: [{ kind: 'text', text: message.text }] });
    }
  }
  return turns;
}

/** Puts an older page before what is shown; an answer cut off from its question by the page's edge joins it again. */
export function prepend(older: readonly Turn[], shown: readonly Turn[]): readonly Turn[] {
  const [first, ...rest] = shown;
  const last = older.at(-1);
  if (!first || !last || first.question !== '' || !first.fromHistory) return [...older, ...shown];
  return [...older.slice(0, -1), { ...last, parts: [...last.parts, ...first.parts] }, ...rest];
}
