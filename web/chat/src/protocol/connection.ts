import type { Clock } from './clock.ts';
import type { ClientFrame, ServerFrame } from './frames.ts';
import { readFrame } from './read.ts';

const firstDelay = 250;
const longestDelay = 5_000;
const connectDeadline = 10_000;
const pingInterval = 30_000;
const pongDeadline = 10_000;

/** What the connection needs of a browser's WebSocket. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  onerror: (() => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

export interface ConnectionEvents {
  opened(): void;
  lost(): void;
  received(frame: ServerFrame): void;
}

/**
 * One WebSocket that comes back: back-off from 0.25 s doubling to 5 s with jitter, a deadline for connecting, and a ping
 * every 30 s whose pong must come within 10 s. It queues nothing: what cannot be sent now is the caller's to keep.
 */
export class Connection {
  private socket: Socket | undefined;
  private open = false;
  private attempts = 0;
  private pings = 0;
  private stopTimer: () => void = () => {};

  constructor(
    private readonly createSocket: () => Socket,
    private readonly events: ConnectionEvents,
    private readonly clock: Clock,
    private readonly random: () => number = Math.random,
  ) {}

  get isOpen(): boolean {
    return this.open;
  }

  connect(): void {
    this.stopTimer();
    this.release();
    const socket = this.createSocket();
    this.socket = socket;
    socket.onopen = () => this.onOpen();
    socket.onmessage = (event) => this.onMessage(event.data);
    socket.onclose = () => this.onLost();
    socket.onerror = () => this.onLost();
    this.schedule(connectDeadline, () => this.onLost());
  }

  /** For moments when waiting makes no sense (the network is back, the page is looked at again): connects, or asks whether the socket still lives. */
  hurry(): void {
    if (this.open) {
      this.ping();
    } else {
      this.attempts = 0;
      this.connect();
    }
  }

  /** Gives up this socket, which is silent or wrong, and takes a new one. */
  restart(): void {
    this.onLost();
  }

  send(frame: ClientFrame): boolean {
    if (!this.open || !this.socket) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  private onOpen(): void {
    this.open = true;
    this.attempts = 0;
    this.schedule(pingInterval, () => this.ping());
    this.events.opened();
  }

  private onMessage(data: unknown): void {
    const frame = typeof data === 'string' ? readFrame(data) : undefined;
    if (frame?.type === 'pong') this.schedule(pingInterval, () => this.ping());
    else if (frame) this.events.received(frame);
  }

  private ping(): void {
    this.schedule(pongDeadline, () => this.restart());
    this.pings += 1;
    this.send({ action: 'ping', requestId: `ping-${this.pings}` });
  }

  private onLost(): void {
    const wasOpen = this.open;
    this.open = false;
    this.release();
    const ceiling = Math.min(firstDelay * 2 ** this.attempts, longestDelay);
    this.attempts += 1;
    this.schedule(ceiling * (0.5 + this.random() / 2), () => this.connect());
    if (wasOpen || this.attempts === 1) this.events.lost();
  }

  /** Lets go of the socket so that nothing it still says is heard. */
  private release(): void {
    const socket = this.socket;
    this.socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
    socket.close(1000, 'client reconnect');
  }

  private schedule(milliseconds: number, work: () => void): void {
    this.stopTimer();
    this.stopTimer = this.clock.after(milliseconds, work);
  }
}
