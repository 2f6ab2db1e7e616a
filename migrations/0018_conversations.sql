-- What people write to the school's desks, and what is answered. Each conversation has a key of its own, so that it goes two years
-- after the person's last message.
CREATE TABLE conversations (
    id {id} PRIMARY KEY,
    person_id {id} NOT NULL,
    desk TEXT NOT NULL,                  -- teaching or support
    resource_id {id},                    -- the lesson it was begun from
    subject_sealed {bytes} NOT NULL,
    state TEXT NOT NULL,                 -- waiting (for the desk), answered or closed
    assigned_to {id},                    -- who of the desk takes care of it
    begun_at {instant} NOT NULL,
    last_at {instant} NOT NULL           -- of its newest message
) {strict};
CREATE INDEX conversations_person ON conversations (person_id, last_at);
CREATE INDEX conversations_desk ON conversations (desk, state, last_at);

CREATE TABLE messages (
    id {id} PRIMARY KEY,
    conversation_id {id} NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    author_id {id} NOT NULL,
    from_desk {boolean} NOT NULL,
    is_internal {boolean} NOT NULL,      -- a note among those of the desk
    text_sealed {bytes} NOT NULL,
    sent_at {instant} NOT NULL
) {strict};
CREATE INDEX messages_conversation ON messages (conversation_id, sent_at);
CREATE INDEX messages_author ON messages (author_id, sent_at);

-- Answers that a desk gives often; written by the staff, about nobody.
CREATE TABLE saved_replies (
    id {id} PRIMARY KEY,
    desk TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL
) {strict};
CREATE INDEX saved_replies_desk ON saved_replies (desk, title);
