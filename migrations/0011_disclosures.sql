-- What an authority asks for under the law (P18, P26): entered by an officer, approved by somebody else, and no more than what is asked.
CREATE TABLE disclosures (
    id {id} PRIMARY KEY,
    authority TEXT NOT NULL,             -- the court or service, not its agent
    basis TEXT NOT NULL,                 -- court_order, police_request, administrative_request
    reference TEXT NOT NULL,             -- of the order, with the text of law it rests on
    received_on TEXT NOT NULL,           -- ISO 8601
    target TEXT NOT NULL,                -- account or network: what is searched for
    query_sealed {bytes} NOT NULL,       -- the address of the account, or of the network
    since_at {instant} NOT NULL,
    until_at {instant} NOT NULL,         -- exclusive
    with_identity {boolean} NOT NULL,    -- whether name and address are asked for too
    is_secret {boolean} NOT NULL,        -- the law forbids telling the person
    asked_by {id} NOT NULL,
    asked_at {instant} NOT NULL,
    reviewed_by {id},
    reviewed_at {instant},
    approved {boolean},                  -- absent while nobody else has looked
    extracted_at {instant},              -- the first time
    rows_count {integer},
    content_hash {bytes},                -- SHA-256 of what was handed over
    lifted_at {instant},                 -- what was searched for need not be preserved any more
    CHECK (reviewed_by IS NULL OR reviewed_by <> asked_by),
    CHECK (extracted_at IS NULL OR approved)
) {strict};
CREATE INDEX disclosures_asked ON disclosures (asked_at);

-- Whom a disclosure reached, and the hold that preserves their connection data meanwhile.
CREATE TABLE disclosure_people (
    disclosure_id {id} NOT NULL,
    person_id {id} NOT NULL,
    hold_id {id} NOT NULL,
    authority TEXT NOT NULL,
    reference TEXT NOT NULL,
    extracted_at {instant},              -- when something about them was handed over
    rows_count {integer} NOT NULL,
    is_secret {boolean} NOT NULL,
    PRIMARY KEY (disclosure_id, person_id)
) {strict};
CREATE INDEX disclosure_people_person ON disclosure_people (person_id);
