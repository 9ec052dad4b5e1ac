-- Where users want to be told by program (Standard Webhooks). A user's preferences say what is sent there.
CREATE TABLE webhook_endpoints (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    seller_id        INTEGER NOT NULL,
    user_id          INTEGER NOT NULL,
    url              TEXT NOT NULL,
    description      TEXT,
    created_at       INTEGER NOT NULL,
    created_by       TEXT NOT NULL,
    secret           TEXT NOT NULL,
    old_secret       TEXT,               -- signs beside the new one until then
    old_secret_until INTEGER,
    disabled_reason  TEXT,               -- null: in service
    failing_since    INTEGER,            -- null: the last try was a success
    last_delivery    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX webhook_endpoints_by_seller ON webhook_endpoints (seller_id);
CREATE INDEX webhook_endpoints_by_user ON webhook_endpoints (user_id) WHERE disabled_reason IS NULL;

-- What is to be sent, or was: written in the transaction of the notification.
CREATE TABLE webhook_deliveries (
    id          INTEGER PRIMARY KEY,
    endpoint_id INTEGER NOT NULL,
    number      INTEGER NOT NULL,        -- of the endpoint's deliveries
    message_id  TEXT NOT NULL,           -- the same for the same notice
    event       TEXT NOT NULL,
    at          INTEGER NOT NULL,
    state       INTEGER NOT NULL,        -- WebhookDeliveryState
    tries       INTEGER NOT NULL,
    next_try_at INTEGER,                 -- null: waits for nothing
    last_status INTEGER,
    last_error  TEXT,
    payload     TEXT NOT NULL,
    UNIQUE (endpoint_id, number),
    UNIQUE (endpoint_id, message_id)
) STRICT;

CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, next_try_at) WHERE next_try_at IS NOT NULL;
