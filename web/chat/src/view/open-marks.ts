/** Ends what a growing text has begun (code, bold, a link), so that half a mark never shows and then jumps into shape. */
export function closeOpenMarks(text: string): string {
  const start = text.lastIndexOf('\n\n') + 1;
  const tail = text.slice(start);
  if (count(text, /^ {0,3}(?:```|~~~)/gm) % 2 === 1) return text;
  if (count(tail, /`/g) % 2 === 1) return text.endsWith('`') ? text.slice(0, -1) : `${text}\``;

  const prose = tail.replace(/`[^`]*`/g, '');
  const link = /!?\[[^\]\n]*(?:\]\([^)\n]*)?$/.exec(tail);
  if (link && !/^\[[ x]?$/.test(link[0])) return text.slice(0, start + link.index) + link[0].replace(/^!?\[/, '').replace(/\]\(.*$/, '');
  if (/\*{1,2}$/.test(prose) && count(prose, /\*\*/g) % 2 === 1) return text.replace(/\*+$/, '');
  if (count(prose, /\*\*/g) % 2 === 1) return `${text.trimEnd()}**`;
  return text;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
