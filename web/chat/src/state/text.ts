import type { Part } from './state.ts';

export function appendText(parts: readonly Part[], token: string): readonly Part[] {
  const last = parts.at(-1);
  return last?.kind === 'text'
    ? [...parts.slice(0, -1), { kind: 'text', text: last.text + token }]
    : [...parts, { kind: 'text', text: token }];
}

/** The stored reply wins over the streamed text, unless it is already there, spread over several parts. */
export function finishText(parts: readonly Part[], reply: string): readonly Part[] {
  if (reply.trim() === '') return parts;
  const last = parts.at(-1);
  if (last?.kind !== 'text') return streamedText(parts).includes(reply.trim()) ? parts : [...parts, { kind: 'text', text: reply }];
  const alone = parts.filter((part) => part.kind === 'text').length === 1;
  const spread = !alone && !last.text.startsWith(reply) && streamedText(parts).includes(reply.trim());
  return spread ? parts : [...parts.slice(0, -1), { kind: 'text', text: reply }];
}

export function streamedText(parts: readonly Part[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}
