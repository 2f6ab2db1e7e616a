-- What a person has learned: the state and daily totals, no trail of clicks. It outlives the person's identity by two years, so
-- that these rows name the person without asking that the account still exists.

CREATE TABLE enrolments (
    id {id} PRIMARY KEY,
    person_id {id} NOT NULL,
    programme_id {id} NOT NULL REFERENCES programmes (id),
    enrolled_at {instant} NOT NULL,
    last_resource_id {id},               -- where « Reprendre » leads
    last_at {instant} NOT NULL,
    completed_at {instant},
    UNIQUE (person_id, programme_id)
) {strict};

-- When a module should be done, as the learner chose or the programme proposes.
CREATE TABLE deadlines (
    person_id {id} NOT NULL,
    module_id {id} NOT NULL REFERENCES modules (id),
    due_on TEXT NOT NULL,                -- a day, ISO 8601
    chosen_by TEXT NOT NULL,             -- learner or programme
    PRIMARY KEY (person_id, module_id)
) {strict};

CREATE TABLE progress (
    person_id {id} NOT NULL,
    resource_id {id} NOT NULL REFERENCES resources (id),
    opened_at {instant} NOT NULL,
    last_at {instant} NOT NULL,
    block TEXT,                          -- the block of text at the reading line
    media TEXT NOT NULL,                 -- JSON: seconds into each audio or video
    active_seconds {integer} NOT NULL,
    completed_at {instant},
    PRIMARY KEY (person_id, resource_id)
) {strict};

-- Active seconds of each day: keyed by time, so that the oldest part goes cheaply.
CREATE TABLE progress_days (
    day TEXT NOT NULL,                   -- ISO 8601, Strasbourg's day
    person_id {id} NOT NULL,
    resource_id {id} NOT NULL REFERENCES resources (id),
    active_seconds {integer} NOT NULL,
    PRIMARY KEY (day, person_id, resource_id)
) {strict};
CREATE INDEX progress_days_person ON progress_days (person_id, day);

-- An open page, for two days at most: makes a repeated save count once.
CREATE TABLE page_views (
    id {id} PRIMARY KEY,
    person_id {id} NOT NULL,
    active_seconds {integer} NOT NULL,
    last_at {instant} NOT NULL
) {strict};
CREATE INDEX page_views_last ON page_views (last_at);
CREATE INDEX page_views_person ON page_views (person_id);

-- Until when a person's time has been counted: nobody is active twice in the same second, whatever the tabs and devices.
CREATE TABLE activity (
    person_id {id} PRIMARY KEY,
    counted_until {instant} NOT NULL
) {strict};

-- One row for each exercise question: what is half typed, what was last answered, and the best marking.
CREATE TABLE exercise_answers (
    person_id {id} NOT NULL,
    resource_id {id} NOT NULL REFERENCES resources (id),
    question TEXT NOT NULL,
    draft_sealed {bytes},
    revision {integer} NOT NULL,
    answer_sealed {bytes},
    verdict TEXT,                        -- right, partly, wrong, awaiting
    points_hundredths {integer},
    best_hundredths {integer},
    maximum_hundredths {integer},
    tries {integer} NOT NULL,
    answered_at {instant},
    PRIMARY KEY (person_id, resource_id, question)
) {strict};

CREATE TABLE attempts (
    id {id} PRIMARY KEY,
    person_id {id} NOT NULL,
    resource_id {id} NOT NULL REFERENCES resources (id),
    number {integer} NOT NULL,
    seed {integer} NOT NULL,             -- order of what is shown shuffled
    questions TEXT NOT NULL,             -- JSON: the questions as they were drawn, so that a later import changes nothing
    pass_percent {integer} NOT NULL,
    started_at {instant} NOT NULL,
    expires_at {instant},
    submitted_at {instant},
    points_hundredths {integer},
    maximum_hundredths {integer},
    passed {boolean},
    UNIQUE (person_id, resource_id, number)
) {strict};

CREATE TABLE attempt_answers (
    attempt_id {id} NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    answer_sealed {bytes} NOT NULL,
    revision {integer} NOT NULL,
    saved_at {instant} NOT NULL,
    verdict TEXT,
    points_hundredths {integer},
    PRIMARY KEY (attempt_id, question)
) {strict};

-- Issued once. The name is sealed with the identity; the commitment and the status outlive it.
CREATE TABLE certificates (
    id {id} PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,           -- public, unguessable: the address of the verification page
    person_id {id} NOT NULL,
    programme_id {id} NOT NULL REFERENCES programmes (id),
    issued_at {instant} NOT NULL,
    holder_sealed {bytes},               -- the name as it stood that day, under the identity key; it goes with the identity
    secret_sealed {bytes} NOT NULL,      -- the salt of the commitment, under the learning key; the holder has it in the link
    commitment {bytes} NOT NULL,         -- SHA-256 of salt and name
    content TEXT NOT NULL,               -- JSON: competences, modules and scores as they stood
    revoked_at {instant},
    revocation_reason TEXT,
    UNIQUE (person_id, programme_id)
) {strict};
