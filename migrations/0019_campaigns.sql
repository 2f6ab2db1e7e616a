-- What the school writes to those who agreed to it: the newsletter, invitations, new programmes. Who received it is counted, not kept.
CREATE TABLE campaigns (
    id {id} PRIMARY KEY,
    topic TEXT NOT NULL,                 -- code of a topic of privacy/topics.toml that needs a consent
    subject_fr TEXT NOT NULL,
    body_fr TEXT NOT NULL,               -- Markdown
    subject_en TEXT NOT NULL,            -- empty: everybody receives the French
    body_en TEXT NOT NULL,
    event_at {instant},                  -- of an event: when it begins
    event_minutes {integer},
    event_place TEXT,                    -- an address, or a link
    written_by {id} NOT NULL,
    changed_at {instant} NOT NULL,
    scheduled_at {instant},              -- when its letters begin to leave
    begun_at {instant},
    cancelled_at {instant},
    queued_count {integer} NOT NULL,     -- letters put in the queue
    sent_count {integer} NOT NULL,       -- taken by the relay
    left_count {integer} NOT NULL,       -- not written, because their person had left meanwhile
    refused_count {integer} NOT NULL     -- refused by the relay for good
) {strict};
CREATE INDEX campaigns_changed ON campaigns (changed_at);

-- Who comes to an event.
CREATE TABLE event_registrations (
    campaign_id {id} NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    person_id {id} NOT NULL,
    registered_at {instant} NOT NULL,
    PRIMARY KEY (campaign_id, person_id)
) {strict};
CREATE INDEX event_registrations_person ON event_registrations (person_id);
