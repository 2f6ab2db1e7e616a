-- Where letters of campaigns go: not more at a time than the school was told to send, and none while a relay asks to wait.
CREATE TABLE destinations (
    destination {bytes} PRIMARY KEY,     -- keyed fingerprint of the domain of the addresses
    next_at {instant} NOT NULL,          -- when the next letter may leave that has no turn yet
    paused_until {instant}
) {strict};
