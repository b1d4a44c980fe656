/** One event of the server. Fields beyond `type` depend on the type and are read with care: the page outlives servers. */
export interface ServerFrame {
  readonly type: string;
  readonly requestId?: string;
  readonly status?: number;
  readonly message?: string;
  readonly token?: string;
  readonly node?: string;
  readonly error?: ErrorDescriptor;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Present on the events of a turn when the connection can resume: which telling of the turn, and the place in it. */
  readonly epoch?: number;
  readonly seq?: number;
}

export interface ErrorDescriptor {
  readonly code: string;
  readonly message: string;
}

export interface ClientFrame {
  readonly action: string;
  readonly requestId?: string;
  readonly [field: string]: unknown;
}

export type ResumeState = 'running' | 'parked' | 'finished';

/** The answer to `resume_stream`: what follows on the socket, and from where. */
export interface ResumeAck {
  readonly requestId: string;
  readonly state: ResumeState;
  readonly epoch: number;
  readonly fromSeq: number;
  readonly restarted: boolean;
}

export interface StoredMessage {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly text: string;
  readonly createdAt?: string;
}

export interface Citation {
  readonly id: string;
  readonly title: string;
  readonly snippet: string;
  readonly score?: number;
  readonly url?: string;
}

/** A refusal of the server, as an exception for the calls that wait for one reply. */
export class RequestError extends Error {
  readonly code: string;
  readonly details: unknown;

  constructor(error: ErrorDescriptor, details?: unknown) {
    super(error.message);
    this.name = 'RequestError';
    this.code = error.code;
    this.details = details;
  }
}
