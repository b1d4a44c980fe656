import { asObject } from '../protocol/read.ts';

/** Something that went wrong, in words for the person who reads it. */
export interface Problem {
  readonly code: string;
  readonly text: string;
  readonly canRetry: boolean;
  /** Milliseconds since 1970; before it a retry would be refused. */
  readonly retryAt?: number;
}

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details?: unknown;
}

const sentences: Readonly<Record<string, readonly [text: string, canRetry: boolean]>> = {
  AGENT_ERROR: ['Something went wrong while writing this answer.', true],
  INTERNAL_ERROR: ['The server had an unexpected problem.', true],
  STORAGE_ERROR: ['The server could not save or read this conversation just now.', true],
  LLM_UNAVAILABLE: ['No language model is set up on this server. Its operator can set SMOOAI_GATEWAY_KEY, or start it with --demo.', true],
  TURN_IN_PROGRESS: ['Another answer is still being written in this conversation, perhaps in another tab. Wait for it, then try again.', true],
  BUDGET_EXCEEDED: ['The budget for answers is used up for now.', true],
  RATE_LIMITED: ['Too many messages in a short time.', true],
  SESSION_NOT_FOUND: ['This conversation is no longer on the server. Start a new one to go on.', false],
  AGENT_NOT_AUTHORIZED: ['This agent may not be used from this page.', false],
  ORIGIN_NOT_ALLOWED: ['This agent may not be used from this address.', false],
  AUTH_CONTEXT_INVALID: ['Your sign-in could not be verified.', false],
  SKILL_NOT_FOUND: ['The requested skill does not exist on this server.', false],
  UNSUPPORTED_ACTION: ['This server does not support what the page asked for.', false],
  NO_PENDING_CONFIRMATION: ['This request is no longer open.', false],
};

export function problemOf({ code, message, details }: Refusal, now: number): Problem {
  if (code === 'VALIDATION_ERROR') return { code, text: `The server did not accept this: ${message || 'no reason given'}`, canRetry: true };

  const [text, canRetry] = sentences[code] ?? [message || 'Something went wrong.', true];
  const known = asObject(details);
  const seconds = known?.['retryAfterSeconds'];
  const errorId = known?.['errorId'];
  return {
    code,
    text: typeof errorId === 'string' ? `${text} (Error ${errorId})` : text,
    canRetry,
    ...(typeof seconds === 'number' && seconds > 0 ? { retryAt: now + seconds * 1000 } : {}),
  };
}
