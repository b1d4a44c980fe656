import { asObject, asString } from './read.ts';

const key = 'smooth-operator.conversation';

/** A question that was sent and not yet accepted: sent again, under the same id, it is never answered twice. */
export interface PendingQuestion {
  readonly requestId: string;
  readonly text: string;
}

export interface Remembered {
  readonly sessionId: string;
  readonly conversationId: string;
  readonly pending?: PendingQuestion;
}

/** What a reload must not lose. A browser that refuses storage only loses the comfort. */
export class Memory {
  constructor(private readonly storage: () => Storage) {}

  load(): Remembered | undefined {
    try {
      const saved = asObject(JSON.parse(this.storage().getItem(key) ?? 'null'));
      const sessionId = asString(saved?.['sessionId']);
      const conversationId = asString(saved?.['conversationId']);
      if (!sessionId || !conversationId) return undefined;
      const pending = asObject(saved?.['pending']);
      const requestId = asString(pending?.['requestId']);
      const text = asString(pending?.['text']);
      return { sessionId, conversationId, ...(requestId && text ? { pending: { requestId, text } } : {}) };
    } catch {
      return undefined;
    }
  }

  save(remembered: Remembered): void {
    this.quietly((storage) => storage.setItem(key, JSON.stringify(remembered)));
  }

  clear(): void {
    this.quietly((storage) => storage.removeItem(key));
  }

  private quietly(work: (storage: Storage) => void): void {
    try {
      work(this.storage());
    } catch {
      // Private windows and full disks: the conversation goes on, a reload starts a new one.
    }
  }
}
