-- A person's data sent to another organisation at their request (P41, B10). It belongs to the request, and goes with it.
CREATE TABLE transmissions (
    id {id} PRIMARY KEY,
    request_id {id} NOT NULL,
    person_id {id} NOT NULL,
    form TEXT NOT NULL,                  -- statements to a learning record store, or one document
    destination_sealed {bytes} NOT NULL, -- the address, under the request's key
    credentials_sealed {bytes},          -- name and password that the other side asks for; gone once it is over
    asked_at {instant} NOT NULL,
    taken {integer} NOT NULL,            -- statements that the other side has taken so far
    delivered_at {instant},
    failed_at {instant},
    status {integer},                    -- what the other side answered last
    content_hash {bytes}                 -- SHA-256 of what it took
) {strict};
CREATE INDEX transmissions_person ON transmissions (person_id, asked_at);
CREATE INDEX transmissions_request ON transmissions (request_id);
