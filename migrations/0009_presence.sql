-- When a learner last signed in, and how often they were warned since: an account left for two years is closed.
CREATE TABLE presence (
    person_id {id} PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    signed_in_at {instant} NOT NULL,
    warnings {integer} NOT NULL,         -- since then: none, one, two
    warned_at {instant}
) {strict};
CREATE INDEX presence_signed_in ON presence (warnings, signed_in_at);
