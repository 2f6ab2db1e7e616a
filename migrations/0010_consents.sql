-- What people agreed to receive, with the proof of each agreement (GDPR article 7(1)).
CREATE TABLE consents (
    id {id} PRIMARY KEY,
    person_id {id} NOT NULL,
    topic TEXT NOT NULL,                 -- code of privacy/topics.toml
    version {integer} NOT NULL,          -- of its text
    language TEXT NOT NULL,
    shown TEXT NOT NULL,                 -- the text, word for word
    gesture TEXT NOT NULL,               -- what they did to agree: preferences
    given_at {instant} NOT NULL,
    withdrawn_at {instant},
    withdrawal TEXT                      -- what they did to withdraw: preferences, objection, closure
) {strict};
-- A person agrees to a topic once, until they withdraw.
CREATE UNIQUE INDEX consents_standing ON consents (person_id, topic) WHERE withdrawn_at IS NULL;
CREATE INDEX consents_person ON consents (person_id, given_at);

-- Addresses that are not to be written to again about a topic, whoever brings them back: a keyed hash, nothing readable.
CREATE TABLE suppressions (
    address_index {bytes} NOT NULL,
    topic TEXT NOT NULL,
    withdrawn_at {instant} NOT NULL,
    PRIMARY KEY (address_index, topic)
) {strict};
