-- Reading the journal by what was done and by whom, and counting looks.
CREATE INDEX journal_entries_actor ON journal_entries (actor, at);
CREATE INDEX journal_entries_at ON journal_entries (at);
