import { randomUUID } from 'node:crypto';

/** Everything this server knows: sessions, their conversations, and the turns in them. */
export class World {
  sessions = new Map();

  constructor(pace) {
    this.pace = pace;
  }

  createSession(agentId) {
    const conversation = { id: randomUUID(), messages: [], turns: [] };
    const session = {
      id: randomUUID(), conversation,
      ids: { agentId, agentName: 'smooth-agent', userParticipantId: randomUUID(), agentParticipantId: randomUUID() },
    };
    this.sessions.set(session.id, session);
    return session;
  }

  forget() {
    this.sessions.clear();
  }

  /** What a killed and restarted process does to turns: unfinished ones are told anew under a higher epoch, parked ones wait on. */
  restart() {
    for (const session of this.sessions.values()) {
      for (const turn of session.conversation.turns) turn.restart();
    }
  }
}
