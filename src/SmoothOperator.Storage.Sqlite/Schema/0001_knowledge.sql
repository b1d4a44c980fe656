-- Times are ticks of 100 ns since the year 1, UTC. Lists and maps are JSON. A document that is put again gets a new number, so a number stands for one version.

CREATE TABLE organizations (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
);

CREATE TABLE documents (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_n INTEGER NOT NULL REFERENCES organizations (n),
  id TEXT NOT NULL,
  source TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  sets TEXT NOT NULL,
  acl TEXT,
  metadata TEXT NOT NULL,
  indexed_at INTEGER NOT NULL,
  UNIQUE (organization_n, id)
);

-- tenant is a word made of the organization's number: part of the full-text index, so that a search walks its own tenant's passages only.
-- vector is float32, little-endian.
CREATE TABLE chunks (
  n INTEGER PRIMARY KEY,
  document_n INTEGER NOT NULL REFERENCES documents (n),
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL,
  tenant TEXT NOT NULL,
  text TEXT NOT NULL,
  vector BLOB
);

CREATE INDEX chunks_of_document ON chunks (document_n);

CREATE VIRTUAL TABLE chunks_fts USING fts5 (tenant, text, content = 'chunks', content_rowid = 'n', tokenize = 'porter unicode61 remove_diacritics 1');

-- The tenant's word filters and does not score.
INSERT INTO chunks_fts (chunks_fts, rank) VALUES ('rank', 'bm25(0.0, 1.0)');
