import { App } from './app.ts';
import { systemClock } from './protocol/clock.ts';
import type { Socket } from './protocol/connection.ts';
import { Conversation } from './protocol/conversation.ts';
import { Memory } from './protocol/memory.ts';
import type { Action } from './state/actions.ts';
import { reduce } from './state/reduce.ts';
import { initialState, type ChatState } from './state/state.ts';
import { Store } from './state/store.ts';

const address = new URL('/ws', location.href);
address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';

const store = new Store<ChatState, Action>(reduce, initialState);
const conversation = new Conversation(store, {
  createSocket: () => new WebSocket(address) as Socket,
  memory: new Memory(() => localStorage),
  clock: systemClock,
  newId: randomId,
});
new App(element('app'), element('announcer'), store, conversation).start();

/** `crypto.randomUUID` exists in secure contexts only; a page on plain http in a home network has the bytes. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no #${id}`);
  return found;
}
