-- Reminders of grains. Registering again replaces the row: its key is the etag, and is never used again.
CREATE TABLE reminders (
    key      INTEGER PRIMARY KEY AUTOINCREMENT,
    grain    TEXT NOT NULL,
    name     TEXT NOT NULL,
    start_at INTEGER NOT NULL,           -- the first occurrence, as in StoredTime
    period   INTEGER NOT NULL,           -- in 100 ns
    UNIQUE (grain, name)
) STRICT;
