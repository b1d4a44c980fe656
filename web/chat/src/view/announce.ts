import { isOpen, openApproval, type ChatState } from '../state/state.ts';
import { streamedText } from '../state/text.ts';
import { toolTitle } from './names.ts';

/** What a screen reader should say about the step from one state to the next: finished answers, never single tokens. */
export function announcement(before: ChatState, after: ChatState): string | undefined {
  const turn = after.turns.at(-1);
  const previous = before.turns.find((candidate) => candidate.id === turn?.id);
  if (!turn || turn === previous) return undefined;

  const approval = openApproval(turn);
  if (approval?.status === 'waiting' && openApproval(previous) === undefined) return `Your approval is needed: ${toolTitle(approval.tool)}. ${approval.description}`;
  if (!isOpen(previous)) return undefined;
  if (turn.status === 'cancelled') return 'The answer was stopped.';
  if (turn.status === 'failed') return turn.problem?.text;
  if (turn.status !== 'done') return undefined;
  const sources = turn.citations.length === 0 ? '' : ` ${turn.citations.length} ${turn.citations.length === 1 ? 'source' : 'sources'}.`;
  return `Answer: ${plain(streamedText(turn.parts))}${sources}`;
}

/** Markdown without its marks, as it would be read aloud. */
function plain(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_`#>|]+/g, '').replace(/\s+/g, ' ').trim();
}
