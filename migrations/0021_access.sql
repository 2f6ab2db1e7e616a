-- What somebody of the staff must have before they see anything of others, and the second factor of whoever wants one.

-- Each version of the confidentiality undertaking that was signed.
CREATE TABLE undertakings (
    person_id {id} NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    version {integer} NOT NULL,
    language TEXT NOT NULL,              -- in which it was read
    signed_at {instant} NOT NULL,
    PRIMARY KEY (person_id, version)
) {strict};

-- Each training that was passed; the newest counts, for a year.
CREATE TABLE trainings (
    id {id} PRIMARY KEY,
    person_id {id} NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    version {integer} NOT NULL,
    passed_at {instant} NOT NULL
) {strict};
CREATE INDEX trainings_person ON trainings (person_id, passed_at);

-- The access that a role gives. It lapses on its day unless a review confirms it.
CREATE TABLE accesses (
    person_id {id} PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    granted_at {instant} NOT NULL,
    confirmed_at {instant} NOT NULL,
    lapses_at {instant} NOT NULL,
    warned_at {instant},                 -- when its holder was told that it will lapse
    used_at {instant}                    -- to the hour
) {strict};
CREATE INDEX accesses_lapses ON accesses (lapses_at);

-- The codes of an application on the person's telephone (RFC 6238).
CREATE TABLE code_factors (
    person_id {id} PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    secret_sealed {bytes} NOT NULL,
    created_at {instant} NOT NULL,
    confirmed_at {instant},              -- before a first code was typed it demands nothing
    last_step {integer} NOT NULL         -- the half minute of the last code taken: each is taken once
) {strict};

-- For a telephone that is lost: each code works once, and only its hash is kept.
CREATE TABLE recovery_codes (
    person_id {id} NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    code_hash {bytes} NOT NULL,
    used_at {instant},
    PRIMARY KEY (person_id, code_hash)
) {strict};
