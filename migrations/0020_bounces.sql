-- An address that a relay said does not exist any more: what is optional is not sent to it until its person says otherwise.
CREATE TABLE bounces (
    person_id {id} PRIMARY KEY,
    status TEXT NOT NULL,                -- of RFC 3463, such as 5.1.1
    bounced_at {instant} NOT NULL
) {strict};
