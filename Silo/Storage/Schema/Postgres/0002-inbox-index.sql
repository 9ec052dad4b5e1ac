-- As 0014-inbox-index.sql for SQLite.
DROP INDEX notifications_of_user;
DROP INDEX notifications_unread;
CREATE INDEX notifications_of_user ON notifications (user_id, read, id);
