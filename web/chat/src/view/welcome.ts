import { html, nothing, type TemplateResult } from 'lit-html';
import { icons, mark } from './icons.ts';
import type { Gestures, ViewModel } from './model.ts';

const suggestions = ['What is your return window?', 'How long does shipping take?', 'Refund order 1042, it arrived broken'];

export function welcome({ chat, config }: ViewModel, gestures: Gestures): TemplateResult {
  return html`
    <section class="welcome">
      ${mark}
      <h2>How can I help?</h2>
      <p class="lead">Answers come with the sources they were taken from. Anything that changes data waits for your approval.</p>
      <ul class="suggestions" aria-label="Suggestions">
        ${suggestions.map((text) => html`
          <li><button type="button" ?disabled=${chat.connection !== 'online'} @click=${() => gestures.ask(text)}>
            <span>${text}</span>${icons.chevron}</button></li>`)}
      </ul>
      ${config.demoModel ? demoNotice() : nothing}
    </section>`;
}

function demoNotice(): TemplateResult {
  return html`
    <p class="demo-notice"><strong>This is the built-in demo model.</strong> It is not a language model: it answers by extraction
      from two sample documents. Set <code>SMOOAI_GATEWAY_KEY</code> on the server for a real model.</p>`;
}
