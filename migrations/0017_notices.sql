-- What the application tells a person, and what a letter may say of it. Titles of the school's content, never a personal value.
CREATE TABLE notices (
    id {id} PRIMARY KEY,
    person_id {id} NOT NULL,
    topic TEXT NOT NULL,                 -- code of privacy/topics.toml
    kind TEXT NOT NULL,                  -- code of its words
    subject TEXT NOT NULL,               -- the title it names
    due_on TEXT,                         -- the day it names, ISO 8601
    path TEXT NOT NULL,                  -- where it leads
    occasion TEXT NOT NULL,              -- what it was told for: the same is told once
    in_app {boolean} NOT NULL,
    by_mail {boolean} NOT NULL,
    letter_id {id},                      -- the job whose letter says it; absent until one was begun
    created_at {instant} NOT NULL,
    read_at {instant}
) {strict};
CREATE UNIQUE INDEX notices_once ON notices (person_id, occasion);
CREATE INDEX notices_shown ON notices (person_id, created_at) WHERE in_app;
CREATE INDEX notices_unread ON notices (person_id) WHERE in_app AND read_at IS NULL;
CREATE INDEX notices_waiting ON notices (person_id, topic) WHERE by_mail AND letter_id IS NULL;
