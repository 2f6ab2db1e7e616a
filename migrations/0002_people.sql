-- People, how they come in, and what is kept of their connections.

CREATE TABLE people (
    id {id} PRIMARY KEY,
    role TEXT NOT NULL,                  -- learner, teacher, partner, accountant, support, privacy_officer, admin
    name_sealed {bytes} NOT NULL,
    email_sealed {bytes} NOT NULL,
    email_index {bytes} UNIQUE,          -- keyed fingerprint: finds an address again without holding it; free again once closed
    closed_email_index {bytes},          -- the same after closure, for the rights that outlive the account
    phone_sealed {bytes},                -- only if the person chose to give it
    language TEXT NOT NULL,              -- fr or en
    theme TEXT NOT NULL,                 -- '', light or dark
    email_confirmed_at {instant},
    adult_declared_at {instant} NOT NULL,
    policy_version {integer} NOT NULL,   -- the version of the privacy policy the person was shown
    created_at {instant} NOT NULL,
    closed_at {instant}                  -- closure starts the retention periods
) {strict};
CREATE INDEX people_closed ON people (closed_email_index) WHERE closed_email_index IS NOT NULL;

CREATE TABLE credentials (
    person_id {id} PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    password_hash TEXT NOT NULL,         -- Argon2id, in PHC format
    changed_at {instant} NOT NULL
) {strict};

-- A session is known by the hash of its token: a copy of this table signs nobody in.
CREATE TABLE sessions (
    id {id} PRIMARY KEY,
    token_hash {bytes} NOT NULL UNIQUE,
    person_id {id} NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    connection_id {id} NOT NULL,         -- the sign-in it began with
    created_at {instant} NOT NULL,
    seen_at {instant} NOT NULL,          -- to the hour: enough to recognise a device, no trail
    expires_at {instant} NOT NULL,
    factor TEXT NOT NULL DEFAULT 'none'  -- second factor: none (nobody asks for one), due (opens nothing yet), given
) {strict};
CREATE INDEX sessions_person ON sessions (person_id);
CREATE INDEX sessions_created ON sessions (created_at);

-- Each sign-in, good or refused. A refused one for an unknown address belongs to its month instead of a person.
CREATE TABLE connections (
    id {id} PRIMARY KEY,                 -- sorts by time, so that the oldest part goes cheaply
    subject_id {id} NOT NULL,            -- the person, or the month
    at {instant} NOT NULL,
    outcome TEXT NOT NULL,               -- accepted or refused
    address_sealed {bytes} NOT NULL,     -- IP address
    device TEXT NOT NULL,                -- phone, tablet, computer, other
    browser TEXT NOT NULL,
    system TEXT NOT NULL
) {strict};
CREATE INDEX connections_subject ON connections (subject_id, at);
CREATE INDEX connections_at ON connections (at);

-- Single-use links sent by mail; only the hash of the token is kept.
CREATE TABLE links (
    token_hash {bytes} PRIMARY KEY,
    purpose TEXT NOT NULL,               -- confirmation, reset, email_change, invitation
    person_id {id} NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    created_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    used_at {instant}
) {strict};
CREATE INDEX links_person ON links (person_id);

-- A new address that waits for its confirmation.
CREATE TABLE email_changes (
    person_id {id} PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    email_sealed {bytes} NOT NULL,
    email_index {bytes} NOT NULL,
    asked_at {instant} NOT NULL
) {strict};

-- An account that its owner wants closed, and the day on which it will be.
CREATE TABLE closures (
    person_id {id} PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    asked_at {instant} NOT NULL,
    effective_at {instant} NOT NULL
) {strict};

-- Failed attempts, counted by account and by network; the key is a keyed fingerprint.
CREATE TABLE throttles (
    key {bytes} PRIMARY KEY,
    failures {integer} NOT NULL,
    first_at {instant} NOT NULL,
    last_at {instant} NOT NULL
) {strict};
CREATE INDEX throttles_last ON throttles (last_at);

-- What people corrected about themselves, and what stood there before (GDPR article 16).
CREATE TABLE corrections (
    id {id} PRIMARY KEY,
    person_id {id} NOT NULL,
    field TEXT NOT NULL,                 -- name, email, phone
    before_sealed {bytes},
    corrected_at {instant} NOT NULL
) {strict};
CREATE INDEX corrections_person ON corrections (person_id, corrected_at);

-- What a person wants to stand beside their data: a supplementary statement (article 16, second sentence).
CREATE TABLE statements (
    id {id} PRIMARY KEY,
    person_id {id} NOT NULL,
    category TEXT NOT NULL,              -- what it is about
    text_sealed {bytes} NOT NULL,
    made_at {instant} NOT NULL
) {strict};
CREATE INDEX statements_person ON statements (person_id, made_at);
