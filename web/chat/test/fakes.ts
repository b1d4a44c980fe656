import type { Clock } from '../src/protocol/clock.ts';
import type { Socket } from '../src/protocol/connection.ts';
import type { ClientFrame, ServerFrame } from '../src/protocol/frames.ts';

export class FakeClock implements Clock {
  private time = 0;
  private readonly timers = new Set<{ at: number; work: () => void }>();

  now(): number {
    return this.time;
  }

  after(milliseconds: number, work: () => void): () => void {
    const timer = { at: this.time + milliseconds, work };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  advance(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (;;) {
      const due = [...this.timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers.delete(due);
      this.time = due.at;
      due.work();
    }
    this.time = end;
  }
}

/** A socket whose other end is the test. */
export class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly sent: ClientFrame[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientFrame);
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.onopen?.();
  }

  lose(): void {
    this.onclose?.();
  }

  /** Delivers frames, and lets promises that wait for them go on. */
  async deliver(...frames: readonly ServerFrame[]): Promise<void> {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
    await settled();
  }

  /** The newest frame sent with this action. */
  last(action: string): ClientFrame {
    const frame = this.sent.findLast((candidate) => candidate.action === action);
    if (!frame) throw new Error(`no ${action} was sent, only ${this.sent.map((sent) => sent.action).join(', ')}`);
    return frame;
  }
}

export class FakeStorage {
  readonly items = new Map<string, string>();

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }
}

/** Long enough for every promise that can go on to have gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
