-- What a teacher says of an essay. It is about the answer that stood when it was given: a later one waits again.
CREATE TABLE gradings (
    person_id {id} NOT NULL,
    resource_id {id} NOT NULL REFERENCES resources (id),
    question TEXT NOT NULL,
    levels TEXT NOT NULL,                -- JSON: the points of each criterion, in the rubric's order
    comment_sealed {bytes} NOT NULL,
    graded_at {instant} NOT NULL,
    graded_by {id} NOT NULL,
    PRIMARY KEY (person_id, resource_id, question)
) {strict};
CREATE INDEX exercise_answers_awaiting ON exercise_answers (answered_at) WHERE verdict = 'awaiting';
