import { resolveApproval } from './approvals.ts';
import type { Part } from './state.ts';

export function callStarted(parts: readonly Part[], name: string, args: string): readonly Part[] {
  return [...parts, { kind: 'tool', name, arguments: args, status: 'running' }];
}

/** There is no call id on the wire. Results come in the order of their calls: the first open call of that name is meant. */
export function callFinished(parts: readonly Part[], name: string, failed: boolean, result: string): readonly Part[] {
  const status = failed ? 'failed' : 'done';
  const settled = resolveApproval(parts, name, failed, result);
  const index = settled.findIndex((part) => part.kind === 'tool' && part.status === 'running' && part.name === name);
  const call = settled[index];
  return call?.kind === 'tool'
    ? settled.with(index, { ...call, status, result })
    : [...settled, { kind: 'tool', name, arguments: '', status, result }];
}

export function closeTools(parts: readonly Part[], status: 'done' | 'failed'): readonly Part[] {
  return parts.map((part) => (part.kind === 'tool' && part.status === 'running' ? { ...part, status } : part));
}

/** Servers send the model's string, or the parsed value; both are shown as indented JSON where they are JSON. */
export function readArguments(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
