-- What is taught, imported from programme folders. Nothing here is about a person.

CREATE TABLE programmes (
    id {id} PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    language TEXT NOT NULL,
    price_cents {integer} NOT NULL,
    hours {integer} NOT NULL,
    position {integer} NOT NULL,         -- order in the catalogue
    detail TEXT NOT NULL,                -- JSON: audience, prerequisites, objectives, competences, date of the figures
    minimum_score_percent {integer},     -- rule of the certificate; absent when there is none
    imported_at {instant} NOT NULL
) {strict};

CREATE TABLE modules (
    id {id} PRIMARY KEY,
    programme_id {id} NOT NULL REFERENCES programmes (id),
    slug TEXT NOT NULL,
    position {integer} NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    dimension TEXT NOT NULL,             -- technical or strategic
    competences TEXT NOT NULL,           -- JSON list of EntreComp numbers
    deadline_days {integer},
    partner TEXT,
    retired_at {instant},                -- gone from the folder; kept for those who have progress in it
    UNIQUE (programme_id, slug)
) {strict};

CREATE TABLE resources (
    id {id} PRIMARY KEY,
    module_id {id} NOT NULL REFERENCES modules (id),
    slug TEXT NOT NULL,
    position {integer} NOT NULL,
    kind TEXT NOT NULL,                  -- lesson, exercise, assessment
    title TEXT NOT NULL,
    minutes {integer} NOT NULL,          -- estimated
    revision {integer} NOT NULL DEFAULT 0, -- counted by each import: a text read before is known to be the same
    html TEXT NOT NULL,                  -- a lesson's text, or an introduction
    content TEXT NOT NULL,               -- JSON: outline and blocks of a lesson, questions and rules of the rest
    around TEXT NOT NULL,                -- JSON: its place in the module, what stands before and after; kept by the import
    retired_at {instant},
    UNIQUE (module_id, slug)
) {strict};

-- Files of a programme; the bytes lie under their hash in the data folder. A file that was replaced keeps its row: questions
-- drawn before show it still.
CREATE TABLE media (
    programme_id {id} NOT NULL REFERENCES programmes (id),
    name TEXT NOT NULL,                  -- path in the folder
    hash TEXT NOT NULL,                  -- SHA-256, hexadecimal
    content_type TEXT NOT NULL,
    size_bytes {integer} NOT NULL,
    PRIMARY KEY (programme_id, name, hash)
) {strict};
CREATE INDEX media_hash ON media (hash);
