-- A failed assessment that its learner wants a person to look at (P43): no machine decides alone.
CREATE TABLE appeals (
    attempt_id {id} PRIMARY KEY REFERENCES attempts (id) ON DELETE CASCADE,
    person_id {id} NOT NULL,
    asked_at {instant} NOT NULL,
    text_sealed {bytes},                 -- why, in the learner's words
    decided_at {instant},
    decided_by {id},
    granted {boolean},                   -- the attempt counts as passed
    answer_sealed {bytes}                -- what the teacher answers
) {strict};
CREATE INDEX appeals_person ON appeals (person_id);
CREATE INDEX appeals_waiting ON appeals (asked_at) WHERE decided_at IS NULL;
