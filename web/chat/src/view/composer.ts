import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { openTurn } from '../state/state.ts';
import { icons } from './icons.ts';
import { counterFrom, isSendable, lengthOf, longestMessage } from './message-length.ts';
import type { Gestures, ViewModel } from './model.ts';

function canSend({ chat, draft }: ViewModel): boolean {
  return chat.connection === 'online' && !openTurn(chat) && isSendable(draft);
}

export function composer(model: ViewModel, gestures: Gestures): TemplateResult {
  const turn = openTurn(model.chat);
  const length = lengthOf(model.draft);
  const tooLong = length > longestMessage;
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    gestures.submit();
  };
  return html`
    <form class="composer" @submit=${(event: Event) => { event.preventDefault(); gestures.submit(); }}>
      <div class="composer-box" data-over=${tooLong ? 'true' : nothing}>
        <label class="sr-only" for="message">Message</label>
        <textarea id="message" rows="1" placeholder="Ask a question…" enterkeyhint="send" autocomplete="off"
          aria-describedby="composer-hint" aria-invalid=${tooLong ? 'true' : 'false'}
          .value=${live(model.draft)}
          @input=${(event: Event) => gestures.draft((event.target as HTMLTextAreaElement).value)}
          @keydown=${onKey}></textarea>
        ${turn
          ? html`<button type="button" class="round stop" aria-label=${turn.status === 'stopping' ? 'Stopping' : 'Stop the answer'} title="Stop (Esc)"
              ?disabled=${model.chat.connection !== 'online'} @click=${() => gestures.cancel()}>${icons.stop}</button>`
          : html`<button type="submit" class="round send" aria-label="Send" title="Send (Enter)" ?disabled=${!canSend(model)}>${icons.send}</button>`}
      </div>
      <p id="composer-hint" class="hint">${hint(model, length)}</p>
    </form>`;
}

function hint(model: ViewModel, length: number): TemplateResult {
  const count = length.toLocaleString('en');
  if (length > longestMessage) {
    return html`<span class="hint-error" role="alert">A message can have at most 10,000 characters; this one has ${count}.</span>`;
  }
  if (length >= counterFrom) return html`<span>${count} of 10,000 characters</span>`;
  if (model.chat.connection !== 'online') return html``;
  const turn = openTurn(model.chat);
  if (turn?.status === 'stopping') return html`<span>Stopping…</span>`;
  if (turn) return html`<span><kbd>Esc</kbd> stops the answer</span>`;
  return html`<span><kbd>Enter</kbd> sends, <kbd>Shift</kbd> <kbd>Enter</kbd> starts a new line</span>`;
}
