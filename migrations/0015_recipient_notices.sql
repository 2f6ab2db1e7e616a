-- What each recipient is told when a person's data is corrected, erased or restricted (GDPR article 19).
CREATE TABLE recipient_notices (
    id {id} PRIMARY KEY,
    recipient_id {id} NOT NULL REFERENCES recipients (id),
    person_id {id} NOT NULL,
    change TEXT NOT NULL,                -- rectified, erased, restricted
    about_sealed {bytes},                -- whom and what, under a key of its own; both go once it was told
    made_at {instant} NOT NULL,
    told_at {instant}
) {strict};
CREATE INDEX recipient_notices_person ON recipient_notices (person_id, made_at);
