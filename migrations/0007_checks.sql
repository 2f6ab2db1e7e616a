-- What the school checks about itself, regularly: the last time of each, and what it found.
CREATE TABLE checks (
    kind TEXT PRIMARY KEY,               -- sweep, journal
    at {instant} NOT NULL,
    held {boolean} NOT NULL,
    counted {integer} NOT NULL           -- rows disposed of, entries verified
) {strict};
-- How often the staff looked, without reading the whole journal.
CREATE INDEX journal_entries_kind ON journal_entries (kind, at);
