export const longestMessage = 10_000;
export const counterFrom = 9_000;

/** Characters as the server counts them: Unicode scalar values, not UTF-16 units. */
export function lengthOf(text: string): number {
  return text.length < counterFrom ? text.length : [...text].length;
}

export function isSendable(draft: string): boolean {
  return draft.trim() !== '' && lengthOf(draft) <= longestMessage;
}
