-- Files of messages. They lie in the database, sealed under the key of their conversation, and not in the data folder: they are
-- written and disposed of in the transaction of their message, every node sees them, and a copy of the database is whole without a
-- second store that could be a moment older. The file itself stands last, so that a list is read without it.
CREATE TABLE attachments (
    id {id} PRIMARY KEY,
    message_id {id} NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    conversation_id {id} NOT NULL,       -- whose key seals it
    number {integer} NOT NULL,           -- its place among the files of its message
    file_name_sealed {bytes} NOT NULL,
    file_kind TEXT NOT NULL,             -- what its content is: pdf, jpg, docx…
    size_bytes {integer} NOT NULL,       -- as it is kept, without metadata
    scan TEXT NOT NULL,                  -- clean, pending (not given to anybody yet), infected, or none: no scanner was set
    sent_at {instant} NOT NULL,
    file_sealed {bytes}                  -- absent once a virus was found in it
) {strict};
CREATE INDEX attachments_conversation ON attachments (conversation_id, sent_at);
CREATE INDEX attachments_message ON attachments (message_id);
