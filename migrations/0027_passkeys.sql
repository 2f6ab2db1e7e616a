-- Passkeys (WebAuthn), and how lately somebody proved who they are.

CREATE TABLE passkeys (
    id {id} PRIMARY KEY,
    person_id {id} NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    credential_hash {bytes} NOT NULL UNIQUE, -- SHA-256 of the credential's identifier: finds the key that answers a challenge
    credential_sealed {bytes} NOT NULL,  -- its public part and its counter
    label_sealed {bytes} NOT NULL,       -- what its owner calls it
    created_at {instant} NOT NULL,
    used_at {instant}
) {strict};
CREATE INDEX passkeys_person ON passkeys (person_id);

-- A challenge that waits for its answer, for minutes. Each is answered once.
CREATE TABLE ceremonies (
    token_hash {bytes} PRIMARY KEY,
    kind TEXT NOT NULL,                  -- sign_in, registration or proof
    session_id {id} NOT NULL,            -- the session that asked; nil before there is one
    state TEXT NOT NULL,                 -- JSON of the challenge and what is demanded of its answer
    expires_at {instant} NOT NULL
) {strict};
CREATE INDEX ceremonies_expires ON ceremonies (expires_at);

-- When the session's person last showed who they are: what cannot be undone asks for it again.
ALTER TABLE sessions ADD COLUMN proved_at {instant};
