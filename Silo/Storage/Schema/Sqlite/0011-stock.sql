-- What the shops have. products.available is always on_hand − reserved: both are written in one transaction.
CREATE TABLE stock (
    id       INTEGER PRIMARY KEY,
    sku      TEXT NOT NULL UNIQUE,
    version  INTEGER NOT NULL,           -- sequence of the last movement
    on_hand  INTEGER NOT NULL,           -- the sum of the movements' on_hand_change
    reserved INTEGER NOT NULL,           -- the sum of the reservations, and of the movements' reserved_change
    low_at   INTEGER,                    -- the shop is told when available falls to it; null: never
    tell_low INTEGER,                    -- the movement by which it fell, until the shop has been told
    CHECK (reserved >= 0 AND on_hand >= reserved)
) STRICT;

CREATE INDEX stock_to_tell ON stock (id) WHERE tell_low IS NOT NULL;

-- What is held for orders until they are shipped or come to nothing.
CREATE TABLE stock_reservations (
    order_id  INTEGER NOT NULL,
    stock_id  INTEGER NOT NULL,
    quantity  INTEGER NOT NULL,
    token     TEXT NOT NULL,             -- of the checkout
    confirmed INTEGER NOT NULL,          -- 1: the order was placed
    PRIMARY KEY (order_id, stock_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX stock_reservations_by_stock ON stock_reservations (stock_id);

-- The ledger. Appended only; a stock's sequences have no gap.
CREATE TABLE stock_movements (
    stock_id        INTEGER NOT NULL,
    sequence        INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    kind            INTEGER NOT NULL,    -- StockMovementKind
    on_hand_change  INTEGER NOT NULL,
    reserved_change INTEGER NOT NULL,
    on_hand         INTEGER NOT NULL,    -- after it
    reserved        INTEGER NOT NULL,
    order_id        INTEGER,
    actor           TEXT NOT NULL,       -- JSON
    reason          TEXT,
    command_key     TEXT,                -- account and key of an adjustment
    PRIMARY KEY (stock_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX stock_movements_by_key ON stock_movements (stock_id, command_key) WHERE command_key IS NOT NULL;

-- Products from before there was a ledger begin theirs with what they had.
INSERT INTO stock (sku, version, on_hand, reserved) SELECT sku, 1, available, 0 FROM products ORDER BY sku;

INSERT INTO stock_movements (stock_id, sequence, at, kind, on_hand_change, reserved_change, on_hand, reserved, actor)
SELECT id, 1, CAST(unixepoch('now', 'subsec') * 1000 AS INTEGER) * 10000, 0, on_hand, 0, on_hand, 0, '{"role":"system","id":"0","name":"Opening stock"}'
FROM stock;
