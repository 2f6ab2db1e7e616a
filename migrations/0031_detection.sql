-- What looks like an attack, counted in the database so that every node counts together. Keys are keyed fingerprints: without the
-- master key they lead to no address and nobody.

-- What was seen, and what was done about it: a row for each kind, key and hour, shown to administrators.
CREATE TABLE security_events (
    kind TEXT NOT NULL,                  -- stuffing, guessing, two_networks, bulk_reading, refusals
    key {bytes} NOT NULL,                -- of a network, a session or a person
    hour {instant} NOT NULL,             -- when the hour began
    times {integer} NOT NULL,            -- accounts, guesses, returns, looks or refusals, so far
    first_at {instant} NOT NULL,         -- when it was first taken for one
    last_at {instant} NOT NULL,
    response TEXT NOT NULL,              -- slowed, ended or notified
    person_id {id},                      -- whom it concerns, when it is somebody
    PRIMARY KEY (kind, key, hour)
) {strict};
CREATE INDEX security_events_last ON security_events (last_at);
CREATE INDEX security_events_person ON security_events (person_id) WHERE person_id IS NOT NULL;

-- How often in an hour; forgotten the next night.
CREATE TABLE tallies (
    key {bytes} NOT NULL,                -- of a network that guesses, or of a person who is refused
    hour {instant} NOT NULL,
    times {integer} NOT NULL,
    PRIMARY KEY (key, hour)
) {strict};
CREATE INDEX tallies_hour ON tallies (hour);

-- Which different accounts a network failed to sign in to within an hour; forgotten the next night.
CREATE TABLE tried_accounts (
    network_key {bytes} NOT NULL,
    hour {instant} NOT NULL,
    account_key {bytes} NOT NULL,        -- of an address, whether or not it has an account
    PRIMARY KEY (network_key, hour, account_key)
) {strict};
CREATE INDEX tried_accounts_hour ON tried_accounts (hour);

-- The wide network that a session is used from, and the one before: enough to see it used from two at once. A browser may speak
-- both families of addresses, so each has its row.
CREATE TABLE session_networks (
    session_id {id} NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    family TEXT NOT NULL,                -- four or six: the version of the Internet protocol
    key {bytes} NOT NULL,                -- of session and network, so that it links no two sessions
    before_key {bytes},                  -- the network before this one
    changed_at {instant} NOT NULL,       -- when it changed to this one
    returns {integer} NOT NULL,          -- how often in a row it came back within minutes to the one before
    PRIMARY KEY (session_id, family)
) {strict};
CREATE INDEX session_networks_changed ON session_networks (changed_at);
