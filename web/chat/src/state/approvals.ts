import type { ResumeState } from '../protocol/frames.ts';
import { asString } from '../protocol/read.ts';
import type { ApprovalPart, Part } from './state.ts';
import { readArguments } from './tools.ts';

const timeout = /time[d -]?out|expired/i;

/** A new question for the person. An older open one of the turn is over: a turn waits for one answer at a time. */
export function askApproval(parts: readonly Part[], data: Readonly<Record<string, unknown>>): readonly Part[] {
  const text = asString(data['actionDescription']) ?? '';
  const [description = '', ...rest] = text.split('\n');
  const approvalId = asString(data['approvalId']);
  const approval: ApprovalPart = {
    kind: 'approval',
    tool: asString(data['toolId']) ?? 'tool',
    description,
    arguments: readArguments(rest.join('\n').trim()),
    status: 'waiting',
    ...(approvalId === undefined ? {} : { approvalId }),
  };
  return [...closeApprovals(parts), approval];
}

export function answerApproval(parts: readonly Part[], choice: boolean): readonly Part[] {
  return change(parts, (approval) => (approval.status === 'waiting' ? { ...approval, status: 'sending', choice } : approval));
}

/** The answer did not count: the question stands again. */
export function withdrawAnswer(parts: readonly Part[]): readonly Part[] {
  return change(parts, ({ choice: _, ...approval }) => ({ ...approval, status: 'waiting' }));
}

export function acknowledgeApproval(parts: readonly Part[], approved: boolean): readonly Part[] {
  return change(parts, (approval) => ({ ...approval, status: approved ? 'approved' : 'denied' }));
}

/** The tool's result shows how its question ended when no answer from here did: in another tab, or by its deadline. */
export function resolveApproval(parts: readonly Part[], tool: string, failed: boolean, result: string): readonly Part[] {
  return change(parts, (approval) => {
    if (approval.tool !== tool) return approval;
    const status = !failed ? 'approved' : timeout.test(result) ? 'expired' : approval.choice === true ? 'approved' : 'denied';
    return { ...approval, status };
  });
}

export function closeApprovals(parts: readonly Part[]): readonly Part[] {
  return change(parts, (approval) => ({ ...approval, status: 'expired' }));
}

/** After a lost socket: still parked means that an answer on its way was lost; otherwise that it arrived. */
export function settleAfterResume(parts: readonly Part[], state: ResumeState): readonly Part[] {
  if (state === 'parked') return withdrawAnswer(parts);
  return change(parts, (approval) => (approval.choice === undefined ? approval : { ...approval, status: approval.choice ? 'approved' : 'denied' }));
}

function change(parts: readonly Part[], update: (approval: ApprovalPart) => ApprovalPart): readonly Part[] {
  return parts.map((part) => (part.kind === 'approval' && (part.status === 'waiting' || part.status === 'sending') ? update(part) : part));
}
