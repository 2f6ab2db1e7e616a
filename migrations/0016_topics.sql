-- What a person changed among the messages that rest on no consent: a row where they chose, none for « as it comes ».
CREATE TABLE topic_choices (
    person_id {id} NOT NULL,
    topic TEXT NOT NULL,                 -- code of privacy/topics.toml
    by_mail {boolean} NOT NULL,
    in_app {boolean} NOT NULL,
    changed_at {instant} NOT NULL,
    PRIMARY KEY (person_id, topic)
) {strict};

-- How often, and when not, a person wants letters about their courses; none for « at once, at any hour ».
CREATE TABLE mail_rhythms (
    person_id {id} PRIMARY KEY,
    rhythm TEXT NOT NULL,                -- at_once, daily or weekly
    quiet_from {integer},                -- hour of Strasbourg, 0 to 23, from which no letter leaves
    quiet_until {integer},               -- hour at which they leave again
    changed_at {instant} NOT NULL
) {strict};
