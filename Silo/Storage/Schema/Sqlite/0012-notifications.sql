-- What people were told: their inboxes. Ids grow with time. Kept for a year.
CREATE TABLE notifications (
    id       INTEGER PRIMARY KEY,
    user_id  INTEGER NOT NULL,           -- account
    event    INTEGER NOT NULL,           -- NotificationEvent
    key      TEXT NOT NULL,              -- what happened: begins with the order's id, so that new keys go to the end of the index
    order_id INTEGER,
    sequence INTEGER,
    title    TEXT NOT NULL,
    body     TEXT NOT NULL,
    path     TEXT NOT NULL,
    at       INTEGER NOT NULL,
    read     INTEGER NOT NULL
) STRICT;

-- Told once.
CREATE UNIQUE INDEX notifications_once ON notifications (key, event, user_id);
CREATE INDEX notifications_of_user ON notifications (user_id);
CREATE INDEX notifications_unread ON notifications (user_id) WHERE read = 0;

-- Mail on its way, and what was sent in the last thirty days: its words only, which become a mail when it is sent.
CREATE TABLE mail_queue (
    id          INTEGER PRIMARY KEY,
    user_id     INTEGER NOT NULL,
    role        INTEGER NOT NULL,
    event       INTEGER NOT NULL,
    key         TEXT NOT NULL,
    order_id    INTEGER,
    sequence    INTEGER,
    address     TEXT NOT NULL,
    name        TEXT NOT NULL,
    title       TEXT NOT NULL,
    body        TEXT NOT NULL,
    path        TEXT NOT NULL,
    at          INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,        -- when it was first to go out
    quiet_hours TEXT,                    -- JSON: when it may not
    state       INTEGER NOT NULL,        -- MailState
    next_at     INTEGER,                 -- of what is waiting
    tries       INTEGER NOT NULL,
    last_error  TEXT,
    sent_at     INTEGER
) STRICT;

CREATE UNIQUE INDEX mail_once ON mail_queue (key, event, user_id);
CREATE INDEX mail_due ON mail_queue (next_at) WHERE state = 0;
CREATE INDEX mail_sent ON mail_queue (sent_at) WHERE state = 1;
CREATE INDEX mail_parked ON mail_queue (id) WHERE state = 2;

-- What people have chosen, where they have.
CREATE TABLE notification_preferences (
    user_id INTEGER PRIMARY KEY,
    payload TEXT NOT NULL                -- JSON
) STRICT;
