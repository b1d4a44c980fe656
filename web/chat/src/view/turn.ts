import { html, nothing, type TemplateResult } from 'lit-html';
import type { Problem } from '../state/problems.ts';
import { isOpen, openApproval, type Part, type Turn } from '../state/state.ts';
import { approvalCard } from './approval-card.ts';
import { citationChips } from './citations.ts';
import { icons } from './icons.ts';
import './markdown-text.ts';
import type { Gestures, ViewModel } from './model.ts';
import { toolChip } from './tool-chip.ts';

/** A question and its answer. Growing answers are silent for screen readers; the announcer reads them when finished. */
export function turnView(turn: Turn, model: ViewModel, gestures: Gestures): TemplateResult {
  const isLast = turn === model.chat.turns.at(-1);
  return html`
    <article class="turn" data-status=${turn.status} aria-busy=${isOpen(turn) ? 'true' : 'false'}>
      ${turn.question === '' ? nothing : html`<div class="question"><span class="sr-only">You asked: </span><p>${turn.question}</p></div>`}
      <div class="answer" aria-live="off">
        ${turn.parts.map((part, index) => partView(part, index, turn, model, gestures))}
        ${isThinking(turn) ? html`<p class="thinking"><span class="sr-only">Working on it</span><i></i><i></i><i></i></p>` : nothing}
        ${turn.status === 'cancelled' ? html`<p class="ended">You stopped this answer.</p>` : nothing}
        ${turn.status === 'done' && turn.parts.length === 0 && !turn.fromHistory ? html`<p class="ended">There was no answer.</p>` : nothing}
        ${turn.problem ? problemView(turn.problem, turn, isLast, model, gestures) : nothing}
        ${citationChips(turn, model.chat, gestures)}
        ${isLast ? suggestions(turn, model, gestures) : nothing}
      </div>
    </article>`;
}

function partView(part: Part, index: number, turn: Turn, model: ViewModel, gestures: Gestures): TemplateResult | typeof nothing {
  switch (part.kind) {
    case 'text': {
      const growing = isOpen(turn) && index === turn.parts.length - 1;
      return html`<markdown-text class=${growing ? 'growing' : ''} .content=${{ text: part.text, growing }}></markdown-text>`;
    }
    case 'tool':
      // While it waits for approval, the card says all there is to say about the call.
      return part.status === 'running' && openApproval(turn)?.tool === part.name ? nothing : toolChip(part);
    case 'approval':
      return approvalCard(part, turn, model.chat.connection === 'online', gestures);
  }
}

/** Something is being done of which nothing shows: no text grows, no tool runs, nobody is asked. */
function isThinking(turn: Turn): boolean {
  const last = turn.parts.at(-1);
  if (!isOpen(turn) || openApproval(turn)) return false;
  return last === undefined || last.kind === 'approval' || (last.kind === 'tool' && last.status !== 'running');
}

function problemView(problem: Problem, turn: Turn, isLast: boolean, { chat, now }: ViewModel, gestures: Gestures): TemplateResult {
  const seconds = problem.retryAt === undefined ? 0 : Math.max(0, Math.ceil((problem.retryAt - now) / 1000));
  const retryable = problem.canRetry && isLast && turn.question !== '';
  return html`
    <div class="problem" data-code=${problem.code}>
      ${icons.alert}
      <p>${problem.text}${seconds > 0 ? ` You can try again in ${seconds} s.` : ''}</p>
      ${retryable ? html`<button type="button" class="small" ?disabled=${seconds > 0 || chat.connection !== 'online'} @click=${() => gestures.retry(turn)}>Try again</button>` : nothing}
    </div>`;
}

function suggestions(turn: Turn, { chat }: ViewModel, gestures: Gestures): TemplateResult | typeof nothing {
  if (turn.suggestions.length === 0) return nothing;
  return html`
    <ul class="replies" aria-label="Suggested replies">
      ${turn.suggestions.map((text) => html`<li><button type="button" ?disabled=${chat.connection !== 'online'} @click=${() => gestures.ask(text)}>${text}</button></li>`)}
    </ul>`;
}
