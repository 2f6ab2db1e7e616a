-- Partner experts: who stands behind the name that a module gives, once their protection standards were checked.

CREATE TABLE partners (
    slug TEXT PRIMARY KEY,               -- as module.toml names them
    person_id {id} NOT NULL UNIQUE,      -- their account
    reference TEXT NOT NULL,             -- what was checked: a contract clause, a certificate, a questionnaire
    checked_at {instant} NOT NULL,
    checked_by {id} NOT NULL,
    review_on TEXT NOT NULL              -- ISO 8601; from that day on nothing opens before it is checked again
) {strict};

-- Learners who show their name to the partner experts of their modules; the others stand there under a pseudonym.
CREATE TABLE name_sharings (
    person_id {id} PRIMARY KEY,
    shared_at {instant} NOT NULL
) {strict};
