-- What the privacy engine knows: terms, holds, what was disposed of. It knows people by the identifier their keys are filed under.

-- One row for each person and category whose term is known; the sweep reads what is due and nothing else.
CREATE TABLE retention (
    subject_id {id} NOT NULL,            -- the person, or the conversation
    owner_id {id} NOT NULL,              -- the person, whose holds suspend it
    category TEXT NOT NULL,
    counted_from {instant} NOT NULL,     -- closure of the account, last contact, end of the accounting year
    due_at {instant} NOT NULL,
    PRIMARY KEY (subject_id, category)
) {strict};
CREATE INDEX retention_due ON retention (due_at);
CREATE INDEX retention_owner ON retention (owner_id);

-- What suspends disposal: a legal hold, or a restriction asked for by the person.
CREATE TABLE holds (
    id {id} PRIMARY KEY,
    subject_id {id} NOT NULL,
    category TEXT,                       -- absent: every category
    kind TEXT NOT NULL,                  -- legal_hold or restriction
    ground TEXT NOT NULL,                -- the reference of the order, or the point of article 18
    placed_at {instant} NOT NULL,
    lifts_at {instant},                  -- announced to the person: it will be lifted then (article 18(3))
    lifted_at {instant},
    is_secret {boolean} NOT NULL         -- the law forbids telling the person
) {strict};
CREATE INDEX holds_subject ON holds (subject_id) WHERE lifted_at IS NULL;

-- What was disposed of, so that a backup restored later is disposed of again before anyone reads it.
CREATE TABLE tombstones (
    subject_id {id} NOT NULL,
    category TEXT NOT NULL,
    reason TEXT NOT NULL,                -- term or erasure
    disposed_at {instant} NOT NULL,
    PRIMARY KEY (subject_id, category)
) {strict};
CREATE INDEX tombstones_at ON tombstones (disposed_at);

-- What a person objects to, among what rests on a legitimate interest. It stops at once, until a person of the school decides.
CREATE TABLE objections (
    person_id {id} NOT NULL,
    purpose TEXT NOT NULL,               -- code of privacy/purposes.toml
    objected_at {instant} NOT NULL,
    decided_at {instant},
    upheld {boolean},                    -- whether it stays stopped; absent while nobody decided
    PRIMARY KEY (person_id, purpose)
) {strict};
