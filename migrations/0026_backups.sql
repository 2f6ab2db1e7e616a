-- What is known of backups and of the drills that prove them; the files lie elsewhere.

-- Data that were put back from a backup are as of this instant, until what was disposed of since is disposed of again.
ALTER TABLE installation ADD COLUMN restored_as_of {instant};

-- Every backup that is or was in a folder.
CREATE TABLE backups (
    folder TEXT NOT NULL,
    name TEXT NOT NULL,                  -- of the file in it
    made_at {instant} NOT NULL,          -- its data are as of then
    bytes {integer} NOT NULL,
    failure TEXT,                        -- why it is not whole; absent when it is
    gone_at {instant},                   -- since when the file is no longer there
    PRIMARY KEY (folder, name)
) {strict};
CREATE INDEX backups_made ON backups (made_at);

-- The folders, each with one copy of the keys: a key that was destroyed after this instant is still in it.
CREATE TABLE backup_folders (
    folder TEXT PRIMARY KEY,
    keys_at {instant} NOT NULL,
    gone_at {instant}                    -- since when the folder is known to be no more
) {strict};

-- The drills: a backup put back elsewhere, opened and compared.
CREATE TABLE drills (
    id {id} PRIMARY KEY,
    at {instant} NOT NULL,
    backup TEXT NOT NULL,                -- the file's name
    held {boolean} NOT NULL,
    findings TEXT NOT NULL               -- JSON of codes and counts
) {strict};
CREATE INDEX drills_at ON drills (at);
