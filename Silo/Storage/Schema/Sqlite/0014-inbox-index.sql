-- One place in one index for each new row: people are many and come in no order, so each index of theirs costs a page per row.
DROP INDEX notifications_of_user;
DROP INDEX notifications_unread;
CREATE INDEX notifications_of_user ON notifications (user_id, read);
