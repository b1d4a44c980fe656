import type { Clock } from './clock.ts';

const deadline = 15_000;

/** The socket went away before the reply came. Whoever waits gives up; reconnecting starts anew. */
export class ConnectionLost extends Error {}

interface Waiter {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Calls that wait for exactly one reply. Each has a deadline; a server that lets it pass is treated as gone. */
export class Requests {
  private readonly waiters = new Map<string, Waiter>();

  constructor(private readonly clock: Clock, private readonly overdue: () => void) {}

  has(key: string): boolean {
    return this.waiters.has(key);
  }

  wait<T>(key: string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const stop = this.clock.after(deadline, () => this.overdue());
      const settle = (work: () => void) => {
        stop();
        this.waiters.delete(key);
        work();
      };
      this.waiters.set(key, {
        resolve: (value) => settle(() => resolve(value as T)),
        reject: (error) => settle(() => reject(error)),
      });
    });
  }

  resolve(key: string, value: unknown): void {
    this.waiters.get(key)?.resolve(value);
  }

  reject(key: string, error: Error): void {
    this.waiters.get(key)?.reject(error);
  }

  rejectAll(error: Error): void {
    for (const waiter of [...this.waiters.values()]) waiter.reject(error);
  }
}
