-- Orders marked as overdue: few, and the first thing a shop looks at. Ends with the row key, like every index.
CREATE INDEX orders_overdue ON orders (seller_id) WHERE escalation_level >= 2;
