import { html, nothing, type TemplateResult } from 'lit-html';
import type { ToolPart } from '../state/state.ts';
import { readArguments } from '../state/tools.ts';
import { icons } from './icons.ts';
import { toolTitle } from './names.ts';

const labels: Readonly<Record<ToolPart['status'], string>> = { running: 'running', done: 'done', failed: 'not done' };

/** A call of a tool: one line, which opens to what went in and what came out. */
export function toolChip(tool: ToolPart): TemplateResult {
  const { status } = tool;
  return html`
    <details class="tool" data-status=${status}>
      <summary>
        ${badge(status)}<span class="tool-name">${toolTitle(tool.name)}</span><span class="tool-status">${labels[status]}</span>${icons.chevron}
      </summary>
      <div class="tool-body">
        <p class="tool-id"><code>${tool.name}</code></p>
        ${section('Arguments', tool.arguments)}
        ${tool.result === undefined ? nothing : section('Result', readArguments(tool.result) || 'No output.')}
      </div>
    </details>`;
}

function badge(status: ToolPart['status']): TemplateResult {
  if (status === 'running') return html`<span class="spinner" aria-hidden="true"></span>`;
  return html`${status === 'done' ? icons.check : icons.cross}`;
}

function section(title: string, text: string): TemplateResult | typeof nothing {
  return text === '' ? nothing : html`<h4>${title}</h4><pre tabindex="0">${text}</pre>`;
}
