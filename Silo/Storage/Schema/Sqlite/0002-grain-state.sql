-- The state of grains that have no table of their own. A cleared record keeps its row, without a payload, so that its version
-- goes on and an old etag never fits again.
CREATE TABLE grain_state (
    key     INTEGER PRIMARY KEY,
    grain   TEXT NOT NULL,
    name    TEXT NOT NULL,
    version INTEGER NOT NULL,
    payload TEXT,                        -- JSON; null: cleared
    UNIQUE (grain, name)
) STRICT;
