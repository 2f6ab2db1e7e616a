-- The sources of programmes: the files that people write, from which what learners read is made. Each version is kept whole; a
-- text or a file that several of them hold is kept once, under its hash.
CREATE TABLE programme_sources (
    id {id} PRIMARY KEY,                 -- the programme's own: it stands in the catalogue under it once it is published
    slug TEXT NOT NULL UNIQUE,
    begun_at {instant} NOT NULL,
    revision {integer} NOT NULL,         -- counted by whatever changes the draft or adds a version: what was read before is known to be old
    draft_since {instant},               -- when the draft was opened; absent while there is none
    draft_base {integer}                 -- number of the version it began from; absent while there is none, and before the first
) {strict};

CREATE TABLE source_texts (
    hash TEXT PRIMARY KEY,               -- SHA-256, hexadecimal
    text TEXT NOT NULL
) {strict};

-- Files that are no texts; the bytes lie under their hash in the data folder.
CREATE TABLE source_media (
    hash TEXT PRIMARY KEY,               -- SHA-256, hexadecimal
    size_bytes {integer} NOT NULL
) {strict};

-- What was published or imported, and when.
CREATE TABLE programme_versions (
    programme_id {id} NOT NULL REFERENCES programme_sources (id),
    number {integer} NOT NULL,           -- from 1
    published_at {instant} NOT NULL,
    published_by {id},                   -- absent: imported on the command line
    note TEXT NOT NULL,                  -- what changed, in the words of who published it; may be empty
    PRIMARY KEY (programme_id, number)
) {strict};

CREATE TABLE version_files (
    programme_id {id} NOT NULL,
    number {integer} NOT NULL,
    path TEXT NOT NULL,                  -- from the programme's folder
    text_hash TEXT REFERENCES source_texts (hash),
    media_hash TEXT REFERENCES source_media (hash),
    PRIMARY KEY (programme_id, number, path),
    FOREIGN KEY (programme_id, number) REFERENCES programme_versions (programme_id, number),
    CHECK ((text_hash IS NULL) <> (media_hash IS NULL))
) {strict};
CREATE INDEX version_files_text ON version_files (text_hash);

-- The files as they stand in the draft.
CREATE TABLE draft_files (
    programme_id {id} NOT NULL REFERENCES programme_sources (id),
    path TEXT NOT NULL,
    text_hash TEXT REFERENCES source_texts (hash),
    media_hash TEXT REFERENCES source_media (hash),
    PRIMARY KEY (programme_id, path),
    CHECK ((text_hash IS NULL) <> (media_hash IS NULL))
) {strict};
CREATE INDEX draft_files_text ON draft_files (text_hash);

-- What was done to the draft, a step for each click, so that it can be undone and done again.
CREATE TABLE draft_steps (
    programme_id {id} NOT NULL REFERENCES programme_sources (id),
    number {integer} NOT NULL,           -- from 1
    kind TEXT NOT NULL,                  -- a code for words: edited, added, moved, renamed, removed, copied, uploaded, restored, rebased, imported
    path TEXT NOT NULL,                  -- the file it was done to, as it is named to people
    made_at {instant} NOT NULL,
    made_by {id} NOT NULL,
    undone {boolean} NOT NULL,
    base_before {integer},               -- the draft's base before and after
    base_after {integer},
    PRIMARY KEY (programme_id, number)
) {strict};

-- What a step did to a file. Absent before: it was made; absent after: it was removed.
CREATE TABLE draft_changes (
    programme_id {id} NOT NULL,
    number {integer} NOT NULL,
    path TEXT NOT NULL,
    before_text TEXT REFERENCES source_texts (hash),
    before_media TEXT REFERENCES source_media (hash),
    after_text TEXT REFERENCES source_texts (hash),
    after_media TEXT REFERENCES source_media (hash),
    PRIMARY KEY (programme_id, number, path),
    FOREIGN KEY (programme_id, number) REFERENCES draft_steps (programme_id, number) ON DELETE CASCADE
) {strict};
CREATE INDEX draft_changes_before ON draft_changes (before_text);
CREATE INDEX draft_changes_after ON draft_changes (after_text);
