CREATE TABLE products (
    sku         TEXT NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,
    seller_id   INTEGER NOT NULL,
    seller_name TEXT NOT NULL,
    price_minor INTEGER NOT NULL,
    currency    TEXT NOT NULL,
    available   INTEGER NOT NULL,
    sort_name   TEXT NOT NULL,           -- the name in lower case: the order of lists
    search_text TEXT NOT NULL            -- name and SKU in lower case: what a search looks into
) STRICT;

CREATE INDEX products_by_name ON products (sort_name, sku);
CREATE INDEX products_by_seller ON products (seller_id, sort_name, sku);
