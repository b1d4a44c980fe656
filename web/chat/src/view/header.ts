import { html, nothing, type TemplateResult } from 'lit-html';
import { icons, mark } from './icons.ts';
import type { Gestures, ViewModel } from './model.ts';

export function header({ chat, config, theme }: ViewModel, gestures: Gestures): TemplateResult {
  const other = theme === 'dark' ? 'light' : 'dark';
  return html`
    <header class="top">
      ${mark}
      <h1>${config.title}</h1>
      ${config.demoModel ? html`<span class="badge" title=${config.modelName || nothing}>Demo<span class="wide"> model</span></span>` : nothing}
      <span class="spring"></span>
      <button type="button" class="quiet" aria-label="Switch to ${other} mode" title="Switch to ${other} mode" @click=${() => gestures.toggleTheme()}>
        ${theme === 'dark' ? icons.sun : icons.moon}
      </button>
      <button type="button" class="quiet labelled" aria-label="New conversation" title="New conversation"
        ?disabled=${chat.connection !== 'online' || (chat.ready && chat.turns.length === 0)} @click=${() => gestures.startNew()}>
        ${icons.plus}<span>New conversation</span>
      </button>
    </header>`;
}
