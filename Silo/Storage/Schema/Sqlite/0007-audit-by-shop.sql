-- A shop's part of the audit log and of the event stream, newest first or from a position on. Each shop's entries are appended to
-- one place of the index: see docs/adr/0005-event-layout.md for what it costs a transition.
ALTER TABLE order_events ADD COLUMN seller_id INTEGER NOT NULL DEFAULT 0;
UPDATE order_events SET seller_id = coalesce((SELECT o.seller_id FROM orders o WHERE o.id = order_id), 0);
CREATE INDEX order_events_by_seller ON order_events (seller_id, position);
