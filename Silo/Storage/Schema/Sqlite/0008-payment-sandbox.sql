-- The books of the sandbox, a payment provider of our own that knows nothing of orders: a row for each question, by its key. Whoever
-- wants to know whether something was charged or given back twice looks here.
CREATE TABLE payment_sandbox (
    key          TEXT NOT NULL PRIMARY KEY,
    kind         INTEGER NOT NULL,       -- 0 charge, 1 refund
    order_id     INTEGER NOT NULL,       -- as the caller named it
    charge       TEXT,                   -- of a refund: the key of what is given back
    method       TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    currency     TEXT NOT NULL,
    outcome      INTEGER NOT NULL,       -- 0 succeeded, 1 declined, 2 failed
    reason       TEXT,
    asked        INTEGER NOT NULL,       -- times the question came
    at           INTEGER NOT NULL        -- when it came first
) STRICT, WITHOUT ROWID;

CREATE INDEX payment_sandbox_refunds ON payment_sandbox (charge) WHERE charge IS NOT NULL;
