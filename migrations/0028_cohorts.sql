-- Cohorts: learners who go through a programme together, and who of the team looks at whom.

CREATE TABLE cohorts (
    id {id} PRIMARY KEY,
    programme_id {id} NOT NULL REFERENCES programmes (id),
    name TEXT NOT NULL,                  -- as the team calls it, such as « Janvier 2027 »
    begins_on TEXT NOT NULL,             -- ISO 8601
    created_at {instant} NOT NULL,
    archived_at {instant}                -- listed no more; its members keep everything
) {strict};
CREATE INDEX cohorts_programme ON cohorts (programme_id, begins_on);

CREATE TABLE cohort_members (
    cohort_id {id} NOT NULL REFERENCES cohorts (id),
    person_id {id} NOT NULL,
    joined_at {instant} NOT NULL,
    PRIMARY KEY (cohort_id, person_id)
) {strict};
CREATE INDEX cohort_members_person ON cohort_members (person_id);

-- The day by which a cohort should have done a module; each member's own choice goes before it.
CREATE TABLE cohort_deadlines (
    cohort_id {id} NOT NULL REFERENCES cohorts (id),
    module_id {id} NOT NULL REFERENCES modules (id),
    due_on TEXT NOT NULL,                -- ISO 8601
    PRIMARY KEY (cohort_id, module_id)
) {strict};

-- Addresses that were put on a cohort's list: whoever opens an account with one joins. A keyed hash, nothing readable, for a while.
CREATE TABLE expected_members (
    address_index {bytes} NOT NULL,
    cohort_id {id} NOT NULL REFERENCES cohorts (id),
    expires_at {instant} NOT NULL,
    PRIMARY KEY (address_index, cohort_id)
) {strict};
CREATE INDEX expected_members_expires ON expected_members (expires_at);

-- Who of the staff looked at whose learning on a day, and why: asked once a day, and counted against unusual volumes.
CREATE TABLE looks (
    person_id {id} NOT NULL,
    looked_by {id} NOT NULL,
    day TEXT NOT NULL,                   -- ISO 8601, Strasbourg's day
    what TEXT NOT NULL,                  -- list or path
    reason TEXT NOT NULL,                -- a code for words
    first_at {instant} NOT NULL,
    PRIMARY KEY (person_id, looked_by, day, what)
) {strict};
CREATE INDEX looks_day ON looks (day, looked_by);
