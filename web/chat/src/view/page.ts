import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { banner } from './banner.ts';
import { citationPanel } from './citations.ts';
import { composer } from './composer.ts';
import { header } from './header.ts';
import { icons } from './icons.ts';
import type { Gestures, ViewModel } from './model.ts';
import { turnView } from './turn.ts';
import { welcome } from './welcome.ts';

/** The whole page, drawn from the model alone. */
export function page(model: ViewModel, gestures: Gestures): TemplateResult {
  const { chat } = model;
  return html`
    ${header(model, gestures)}
    <div class="stage">
      <main>
        <div class="scroller" tabindex="-1">
          <div class="transcript" role="log" aria-live="polite" aria-label="Conversation">
            ${chat.olderCursor === undefined ? nothing : html`<button type="button" class="small older" @click=${() => gestures.loadOlder()}>Show earlier messages</button>`}
            ${repeat(chat.turns, (turn) => turn.id, (turn) => turnView(turn, model, gestures))}
          </div>
          ${chat.turns.length === 0 && (chat.ready || chat.blocked) ? welcome(model, gestures) : nothing}
        </div>
        <div class="dock">
          ${model.following ? nothing : html`<button type="button" class="jump" @click=${() => gestures.jumpToLatest()}>${icons.down}Jump to latest</button>`}
          ${banner(model, gestures)}
          ${composer(model, gestures)}
        </div>
      </main>
      ${citationPanel(chat, gestures)}
    </div>`;
}
