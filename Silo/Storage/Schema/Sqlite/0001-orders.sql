-- Times are 100 ns since 1970-01-01 UTC. Status numbers are those of OrderStatus: 0–4 under way, 5 closed, 6 cancelled.
-- Row keys grow with time (OrderId), so that new rows go to the end of every table. See docs/adr/0005-event-layout.md.

-- The hot part of an order: narrow, since every transition rewrites it.
CREATE TABLE orders (
    id               INTEGER PRIMARY KEY,
    seller_id        INTEGER NOT NULL,
    buyer_id         INTEGER NOT NULL,
    status           INTEGER NOT NULL,
    version          INTEGER NOT NULL,   -- sequence of the last event
    last_event       INTEGER NOT NULL,   -- position of the last event
    updated_at       INTEGER NOT NULL,
    due_at           INTEGER,
    escalation_level INTEGER NOT NULL,
    total_minor      INTEGER NOT NULL    -- fixed when the order is placed
) STRICT;

-- Written once, when an order is placed. (Every index ends with the row key, the id, by which lists are ordered.)
CREATE INDEX orders_by_seller ON orders (seller_id);
CREATE INDEX orders_by_buyer ON orders (buyer_id);
CREATE INDEX orders_by_seller_total ON orders (seller_id, total_minor);
CREATE INDEX orders_by_total ON orders (total_minor);
-- Rewritten by every transition, but small: what is not closed.
CREATE INDEX orders_open ON orders (seller_id, status) WHERE status <> 5;
CREATE INDEX orders_due ON orders (due_at, seller_id) WHERE due_at IS NOT NULL;
-- Written once, when an order ends: after that it is updated no more.
CREATE INDEX orders_ended ON orders (seller_id, status, updated_at) WHERE status >= 5;
CREATE INDEX orders_ended_everywhere ON orders (status, updated_at) WHERE status >= 5;

-- What lists show of an order and what never changes.
CREATE TABLE order_listing (
    id             INTEGER PRIMARY KEY,
    number         TEXT NOT NULL,
    seller_name    TEXT NOT NULL,
    buyer_name     TEXT NOT NULL,
    buyer_email    TEXT NOT NULL,
    currency       TEXT NOT NULL,
    headline       TEXT NOT NULL,
    tracking_token TEXT NOT NULL
) STRICT;

-- The events of all orders in the order of their commits: state, history, audit log and outbox at once. Appended only. An
-- order's events are found by walking previous from orders.last_event; a version check there keeps sequences free of gaps.
CREATE TABLE order_events (
    position INTEGER PRIMARY KEY,
    previous INTEGER NOT NULL,           -- position of the same order's event before; 0 for its first
    order_id INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    payload  TEXT NOT NULL,              -- JSON
    hash     BLOB NOT NULL,              -- SHA-256 over the previous hash, order_id, sequence and payload
    type     TEXT GENERATED ALWAYS AS (payload ->> '$.type') VIRTUAL
) STRICT;

-- How many orders a shop has in each status: the numbers on the tabs. Changed in the transaction that changes an order.
CREATE TABLE order_counts (
    seller_id INTEGER NOT NULL,
    status    INTEGER NOT NULL,
    n         INTEGER NOT NULL,
    PRIMARY KEY (seller_id, status)
) STRICT, WITHOUT ROWID;

-- rowid = orders.id. The words come folded and separated by spaces (SearchWords), among them one for the shop and one for
-- the buyer; the tokenizer has nothing left to do but to split.
CREATE VIRTUAL TABLE order_search USING fts5 (words, content = '', detail = none, columnsize = 0, tokenize = 'ascii');

-- Every word in order_search, once: the beginning of a word is searched for as the few whole words that begin with it, since
-- FTS5 walks whole words lazily, but for a beginning gathers all its orders first.
CREATE TABLE order_words (word TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
