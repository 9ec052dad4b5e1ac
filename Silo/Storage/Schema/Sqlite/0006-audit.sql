-- Who changed what, but for orders, whose events say it themselves. Appended only; the rows of one subject are a hash chain
-- (AuditChain). Positions come from one counter with those of order_events: no number is missing from both.
CREATE TABLE audit_events (
    position  INTEGER PRIMARY KEY,
    previous  INTEGER NOT NULL,          -- position of the same subject's row before; 0 for its first
    subject   TEXT NOT NULL,             -- 'stock:SKU', 'preferences:ACCOUNT', 'webhook:ENDPOINT'
    sequence  INTEGER NOT NULL,          -- of the subject's rows
    seller_id INTEGER,                   -- the shop that may read it; null: only admins
    order_id  INTEGER,                   -- what it was done for
    at        INTEGER NOT NULL,
    actor     TEXT NOT NULL,             -- JSON
    type      TEXT NOT NULL,
    payload   TEXT NOT NULL,             -- JSON
    hash      BLOB NOT NULL
) STRICT;

CREATE INDEX audit_by_seller ON audit_events (seller_id, position) WHERE seller_id IS NOT NULL;
CREATE INDEX audit_by_order ON audit_events (order_id, position) WHERE order_id IS NOT NULL;

-- Each subject's last row.
CREATE TABLE audit_heads (
    subject  TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    hash     BLOB NOT NULL
) STRICT, WITHOUT ROWID;
