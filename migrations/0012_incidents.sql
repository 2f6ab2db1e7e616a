-- Breaches of personal data (P33): the register of GDPR article 33(5). No text in it names a person.
CREATE TABLE incidents (
    id {id} PRIMARY KEY,
    title TEXT NOT NULL,
    known_at {instant} NOT NULL,         -- the 72 hours run from here
    nature TEXT NOT NULL,                -- confidentiality, integrity, availability; a comma between
    categories TEXT NOT NULL,            -- codes of privacy/categories.toml, a comma between
    description TEXT NOT NULL,           -- what happened
    consequences TEXT NOT NULL,          -- what may come of it
    measures TEXT NOT NULL,              -- what was done, and what people can do
    risk TEXT NOT NULL,                  -- none, risk, high
    entered_at {instant} NOT NULL,
    people_count {integer} NOT NULL,     -- affected, computed from the data map when it was entered
    authority_told_at {instant},
    authority_reference TEXT,
    delay_reason TEXT,                   -- why it was told after 72 hours
    people_told_at {instant},
    reminded_at {instant},               -- the officers were told that the 72 hours are nearly over
    alarmed_at {instant},                -- and that they are
    closed_at {instant}
) {strict};
CREATE INDEX incidents_known ON incidents (known_at);

-- Who is affected.
CREATE TABLE incident_people (
    incident_id {id} NOT NULL,
    person_id {id} NOT NULL,
    told_at {instant},
    PRIMARY KEY (incident_id, person_id)
) {strict};
CREATE INDEX incident_people_person ON incident_people (person_id);
