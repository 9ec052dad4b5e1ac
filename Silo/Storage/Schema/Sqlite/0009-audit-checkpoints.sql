-- Each holds the last row of every order and subject that has rows in its range of positions (CheckpointHeads), and the hash of the
-- one before (CheckpointChain). The ranges follow each other without a gap and are limited in length: an hour may need several.
CREATE TABLE audit_checkpoints (
    number         INTEGER PRIMARY KEY,  -- 1, 2, 3, …
    at             INTEGER NOT NULL,
    first_position INTEGER NOT NULL,
    last_position  INTEGER NOT NULL,
    heads          BLOB NOT NULL,
    hash           BLOB NOT NULL
) STRICT;
