-- expect: HN130 table
-- Shows no address.
error(tostring({}))
