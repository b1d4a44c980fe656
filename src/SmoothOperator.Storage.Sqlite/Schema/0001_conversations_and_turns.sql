-- Times are ticks of 100 ns since the year 1, UTC. Enumerations are the numbers of their C# members, which never change.
--
-- Rows refer to each other by number (n), given in order of creation, and lie in that order: what is active now lies together, so that one transaction of many turns writes few
-- pages. The random ids of the outside are looked up in indexes that are written once a row.

CREATE TABLE conversations (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  organization_id TEXT NOT NULL,
  name TEXT NOT NULL,
  platform TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  metadata TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (organization_id, idempotency_key)
);

CREATE TABLE participants (
  conversation_n INTEGER NOT NULL REFERENCES conversations (n) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  email TEXT,
  browser_fingerprint TEXT,
  internal_id TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (conversation_n, position)
) WITHOUT ROWID;

CREATE TABLE sessions (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  conversation_n INTEGER NOT NULL REFERENCES conversations (n) ON DELETE CASCADE,
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
);

CREATE INDEX sessions_of_conversation ON sessions (conversation_n);

-- The log of a conversation, in the order of appending.
CREATE TABLE messages (
  conversation_n INTEGER NOT NULL REFERENCES conversations (n) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  direction INTEGER NOT NULL,
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (conversation_n, position),
  UNIQUE (conversation_n, id)
) WITHOUT ROWID;

CREATE TABLE turns (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  conversation_n INTEGER NOT NULL REFERENCES conversations (n) ON DELETE CASCADE,
  session_n INTEGER NOT NULL,
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

CREATE UNIQUE INDEX turns_unfinished ON turns (conversation_n) WHERE state < 2;
CREATE INDEX turns_of_conversation ON turns (conversation_n);
CREATE INDEX turns_deduplicated ON turns (conversation_n, request_id) WHERE deduplicated = 1;
CREATE INDEX turns_parked ON turns (park_deadline) WHERE state = 1;
CREATE INDEX turns_ended ON turns (ended_at) WHERE state >= 2;

CREATE TABLE turn_steps (
  turn_n INTEGER NOT NULL REFERENCES turns (n) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (turn_n, position)
) WITHOUT ROWID;
