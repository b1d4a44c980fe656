-- Times are ticks of 100 ns since the year 1, UTC. Enumerations are the numbers of their C# members, which never change.

CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL,
  name TEXT NOT NULL,
  platform TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  metadata TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (organization_id, idempotency_key)
) WITHOUT ROWID;

CREATE TABLE participants (
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  email TEXT,
  browser_fingerprint TEXT,
  internal_id TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, position)
) WITHOUT ROWID;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  agent_id TEXT,
  agent_name TEXT NOT NULL,
  user_participant_id TEXT NOT NULL,
  agent_participant_id TEXT NOT NULL,
  status INTEGER NOT NULL,
  token_count INTEGER NOT NULL,
  message_count INTEGER NOT NULL,
  supports TEXT,
  contact_email TEXT,
  created_at INTEGER NOT NULL,
  last_activity_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX sessions_of_conversation ON sessions (conversation_id);

-- The log of a conversation lies together, in the order of appending.
CREATE TABLE messages (
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  direction INTEGER NOT NULL,
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, position)
) WITHOUT ROWID;

CREATE TABLE turns (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  session_id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  deduplicated INTEGER NOT NULL,
  state INTEGER NOT NULL,
  owner TEXT,
  lease INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  takeovers INTEGER NOT NULL,
  cancel_requested INTEGER NOT NULL,
  park_call_id TEXT,
  park_approval_id TEXT,
  park_deadline INTEGER,
  steps INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
);

CREATE UNIQUE INDEX turns_unfinished ON turns (conversation_id) WHERE state < 2;
CREATE INDEX turns_of_conversation ON turns (conversation_id);
CREATE INDEX turns_deduplicated ON turns (conversation_id, request_id) WHERE deduplicated = 1;
CREATE INDEX turns_parked ON turns (park_deadline) WHERE state = 1;
CREATE INDEX turns_ended ON turns (ended_at) WHERE state >= 2;

CREATE TABLE turn_steps (
  turn_n INTEGER NOT NULL REFERENCES turns (n) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (turn_n, position)
) WITHOUT ROWID;
