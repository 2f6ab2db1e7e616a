-- What people ask under their rights, from their own space or without an account (/contact).

-- Each is a conversation: its values are sealed under a key of its own, so that it goes two years after its last contact.
CREATE TABLE requests (
    id {id} PRIMARY KEY,
    person_id {id},                      -- absent: asked without an account
    kind TEXT NOT NULL,                  -- access, rectification, erasure, restriction, objection, portability, consent, minor, other
    channel TEXT NOT NULL,               -- space or contact
    language TEXT NOT NULL,
    detail TEXT NOT NULL,                -- JSON of codes: the category, the ground of the article
    name_sealed {bytes},                 -- who asks, without an account
    email_sealed {bytes},                -- where to answer, without an account
    text_sealed {bytes},                 -- what is asked, in their words
    answer_sealed {bytes},               -- what was answered
    confirmation_hash {bytes},           -- of the link that proves the address of a request without an account
    email_confirmed_at {instant},        -- it was proved
    received_at {instant} NOT NULL,
    due_on TEXT NOT NULL,                -- one month from receipt, three once extended (GDPR article 12(3)); a day, ISO 8601
    paused_at {instant},                 -- the clock stands still while proof of identity is awaited
    extended_at {instant},
    answered_at {instant},
    outcome TEXT,                        -- granted, partly, refused, withdrawn
    reminded_at {instant},               -- the officers were told that its day is near
    alarmed_at {instant}                 -- and that it is overdue
) {strict};
CREATE INDEX requests_person ON requests (person_id, received_at);
CREATE INDEX requests_open ON requests (due_on) WHERE answered_at IS NULL;
CREATE INDEX requests_received ON requests (received_at);
CREATE INDEX requests_confirmation ON requests (confirmation_hash) WHERE confirmation_hash IS NOT NULL;

-- What happened to it, for its timeline.
CREATE TABLE request_steps (
    id {id} PRIMARY KEY,
    request_id {id} NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    at {instant} NOT NULL,
    kind TEXT NOT NULL,                  -- received, confirmed, identity_asked, identity_given, extended, answered, withdrawn
    note_sealed {bytes}                  -- what the person was told at this step
) {strict};
CREATE INDEX request_steps_request ON request_steps (request_id, at);

-- What somebody keeps to prove that something was done: a number drawn by lot, and the journal's entry of it.
CREATE TABLE receipts (
    code TEXT PRIMARY KEY,               -- unguessable: the address of the receipt
    entry_id {id} NOT NULL,
    made_at {instant} NOT NULL
) {strict};
