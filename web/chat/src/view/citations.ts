import { html, nothing, type TemplateResult } from 'lit-html';
import type { ChatState, Turn } from '../state/state.ts';
import { icons } from './icons.ts';
import type { Gestures } from './model.ts';

export function citationChips(turn: Turn, chat: ChatState, gestures: Gestures): TemplateResult | typeof nothing {
  if (turn.citations.length === 0) return nothing;
  const isOpen = (index: number) => chat.openCitation?.turnId === turn.id && chat.openCitation.index === index;
  return html`
    <div class="citations">
      <h4 id="sources-${turn.id}">Sources</h4>
      <ol aria-labelledby="sources-${turn.id}">
        ${turn.citations.map((citation, index) => html`
          <li><button type="button" class="citation" aria-haspopup="dialog" aria-expanded=${isOpen(index)} title=${citation.title}
            @click=${() => gestures.openCitation(isOpen(index) ? undefined : { turnId: turn.id, index })}>
            <span class="number">${index + 1}</span><span class="citation-title">${citation.title}</span>
          </button></li>`)}
      </ol>
    </div>`;
}

/** The opened source: beside the conversation on wide screens, a sheet over it on narrow ones. */
export function citationPanel(chat: ChatState, gestures: Gestures): TemplateResult {
  const open = chat.openCitation;
  const citation = open && chat.turns.find((turn) => turn.id === open.turnId)?.citations[open.index];
  const close = () => gestures.openCitation(undefined);
  return html`
    <dialog class="panel" aria-labelledby="panel-title" @cancel=${(event: Event) => { event.preventDefault(); close(); }}
      @click=${(event: Event) => event.target === event.currentTarget && close()}>
      ${citation && open ? html`
        <div class="panel-body">
          <div class="panel-head">
            <span class="number">${open.index + 1}</span>
            <h2 id="panel-title">${citation.title}</h2>
            <button type="button" class="quiet" aria-label="Close the source" @click=${close}>${icons.cross}</button>
          </div>
          <blockquote>${citation.snippet}</blockquote>
          ${citation.score === undefined ? nothing : html`<p class="score">Relevance score <strong>${citation.score.toFixed(2)}</strong></p>`}
          ${citation.url === undefined ? nothing : html`
            <a class="source-link" href=${citation.url} target="_blank" rel="noopener noreferrer">Open the source ${icons.open}</a>`}
        </div>` : nothing}
    </dialog>`;
}
