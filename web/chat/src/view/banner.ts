import { html, nothing, type TemplateResult } from 'lit-html';
import { icons } from './icons.ts';
import type { Gestures, ViewModel } from './model.ts';

/** At most one calm line about the state of things. */
export function banner({ chat, draft }: ViewModel, gestures: Gestures): TemplateResult {
  return html`<div class="banner-place" role="status">${content(chat, draft, gestures)}</div>`;
}

function content(chat: ViewModel['chat'], draft: string, gestures: Gestures): TemplateResult | typeof nothing {
  if (chat.connection === 'reconnecting') {
    return html`<p class="banner"><span class="spinner" aria-hidden="true"></span><span>Reconnecting…${draft === '' ? '' : ' Your draft is kept.'}</span></p>`;
  }
  if (chat.blocked) {
    return html`<p class="banner error">${icons.alert}<span>${chat.blocked.text}</span>
      ${chat.blocked.canRetry ? html`<button type="button" class="small" @click=${() => gestures.reopen()}>Try again</button>` : nothing}</p>`;
  }
  if (chat.connection === 'connecting') {
    return html`<p class="banner late"><span class="spinner" aria-hidden="true"></span><span>Connecting…</span></p>`;
  }
  if (chat.notice !== undefined) {
    return html`<p class="banner"><span>${chat.notice}</span>
      <button type="button" class="small" @click=${() => gestures.dismissNotice()}>Dismiss</button></p>`;
  }
  return nothing;
}
