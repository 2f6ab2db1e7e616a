-- The ground: what everything else is written on.

-- Which installation this is, as the key store names it too.
CREATE TABLE installation (
    only_row {integer} PRIMARY KEY CHECK (only_row = 1),
    id {id} NOT NULL,
    begun_at {instant} NOT NULL
) {strict};

-- The journal (audit log). Entries are only added; they carry pseudonyms and codes, never a readable personal value.
CREATE TABLE journal_entries (
    id {id} PRIMARY KEY,
    at {instant} NOT NULL,
    kind TEXT NOT NULL,              -- a stable code such as account.opened
    actor {bytes},                   -- who, as a pseudonym that points to nobody once the identity key is destroyed
    subject {bytes},                 -- to whom, likewise
    detail TEXT NOT NULL,            -- JSON of codes, identifiers of things and counts
    content_hash {bytes} NOT NULL,   -- what the tree commits to
    leaf_index {integer} UNIQUE      -- the place in the tree; absent until the next checkpoint
) {strict};
CREATE INDEX journal_entries_subject ON journal_entries (subject, at);
CREATE INDEX journal_entries_waiting ON journal_entries (id) WHERE leaf_index IS NULL;

-- The Merkle tree's nodes, in the order of C2SP tlog-tiles.
CREATE TABLE journal_hashes (
    position {integer} PRIMARY KEY,
    hash {bytes} NOT NULL
) {strict};

CREATE TABLE journal_checkpoints (
    tree_size {integer} PRIMARY KEY,
    root {bytes} NOT NULL,
    note TEXT NOT NULL,              -- the signed note that anyone may keep
    signed_at {instant} NOT NULL
) {strict};

-- The queue. A row leaves it when the work is done; a dead one stays until someone retries it.
CREATE TABLE jobs (
    id {id} PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,           -- JSON of identifiers and codes, never a personal value
    enqueued_at {instant} NOT NULL,
    due_at {instant} NOT NULL,
    attempts {integer} NOT NULL DEFAULT 0,
    leased_until {instant},          -- a worker holds it until then
    dead_at {instant},
    last_error TEXT
) {strict};
CREATE INDEX jobs_due ON jobs (due_at) WHERE dead_at IS NULL;

CREATE TABLE schedules (
    kind TEXT PRIMARY KEY,
    next_at {instant} NOT NULL       -- moved forward by the one node that enqueues
) {strict};
