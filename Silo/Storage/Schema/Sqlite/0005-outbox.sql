-- A row for each event and each consumer that has not confirmed it: written with the event, gone with the confirmation. It holds
-- what is under way and little else, so that looking through all of it is cheaper than an index at every write.
CREATE TABLE outbox (
    order_id   INTEGER NOT NULL,
    sequence   INTEGER NOT NULL,
    consumer   INTEGER NOT NULL,         -- OrderConsumer
    at         INTEGER NOT NULL,         -- when it was committed
    next_at    INTEGER,                  -- when it is published again; null: parked
    tries      INTEGER NOT NULL,         -- times it was published
    last_error TEXT,
    PRIMARY KEY (order_id, sequence, consumer)
) STRICT, WITHOUT ROWID;
