-- When a key was destroyed: data put back from a backup are disposed of again when they are older than that, even if the person came
-- back since and has a new key. What was destroyed before this column has no instant.
ALTER TABLE destroyed_keys ADD COLUMN destroyed_at {instant} NOT NULL DEFAULT 0;
