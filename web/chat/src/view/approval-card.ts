import { html, nothing, type TemplateResult } from 'lit-html';
import type { ApprovalPart, Turn } from '../state/state.ts';
import { icons } from './icons.ts';
import type { Gestures } from './model.ts';
import { toolTitle } from './names.ts';

const outcomes = {
  approved: ['Approved', icons.check],
  denied: ['Denied', icons.cross],
  expired: ['Ended without an answer', icons.clock],
} as const;

/** The server's words when the tool brought none of its own; the card has better ones. */
const stockText = /^(?:Tool '.*' requires confirmation\. Allow\?)?$/;

/** What is asked of the person, or, once it is decided, one line about how. */
export function approvalCard(approval: ApprovalPart, turn: Turn, online: boolean, gestures: Gestures): TemplateResult {
  const { status } = approval;
  if (status !== 'waiting' && status !== 'sending') {
    const [label, icon] = outcomes[status];
    return html`<p class="decision" data-status=${status}>${icon}<span>${label}</span><span class="decision-tool">${toolTitle(approval.tool)}</span></p>`;
  }
  const sending = status === 'sending';
  const button = (approved: boolean, label: string, busy: string) => html`
    <button type="button" class=${approved ? 'approve' : 'deny'} ?disabled=${sending || !online} @click=${() => gestures.answer(turn, approved)}>
      ${sending && approval.choice === approved ? busy : label}
    </button>`;
  return html`
    <section class="approval" tabindex="-1" role="group" aria-labelledby="approval-title" aria-describedby="approval-text" data-status=${status}>
      <h3 id="approval-title">${icons.shield}Approve “${toolTitle(approval.tool)}”?</h3>
      <p id="approval-text">${stockText.test(approval.description) ? 'The assistant wants to run this. Nothing happens until you decide.' : approval.description}</p>
      ${approval.arguments === '' ? nothing : html`<pre tabindex="0" aria-label="Arguments">${approval.arguments}</pre>`}
      <div class="approval-buttons">
        ${button(true, 'Approve', 'Approving…')}
        ${button(false, 'Deny', 'Denying…')}
      </div>
    </section>`;
}
