-- expect: HN130 table
-- Shows no address.
error(string.format("%s", {}))
