-- The vault's own database. It lies apart from the data, so that a copy of one opens nothing of the other.

-- One data key for each person and category, wrapped by the master key. Deleting a row is what erasure means.
CREATE TABLE data_keys (
    subject_id {id} NOT NULL,        -- the person, or the month for what belongs to no account
    category TEXT NOT NULL,          -- identity, learning, connection, exchanges, payment
    wrapped {bytes} NOT NULL,        -- the key, sealed by the master key
    created_at {instant} NOT NULL,   -- to follow rotations
    PRIMARY KEY (subject_id, category)
) {strict};

-- Which keys were destroyed. Kept apart from the data, so that data put back from a backup is disposed of again: rows whose key
-- stands here and not above are remains.
CREATE TABLE destroyed_keys (
    subject_id {id} NOT NULL,
    category TEXT NOT NULL,
    PRIMARY KEY (subject_id, category)
) {strict};

-- A known value under the master key: opening it tells a wrong master key at start, before anything is written. The installation
-- stands in the data's own database too: keys and data of two schools are told apart before either is harmed.
CREATE TABLE vault_check (
    only_row {integer} PRIMARY KEY CHECK (only_row = 1),
    sealed {bytes} NOT NULL,
    installation {id} NOT NULL
) {strict};
