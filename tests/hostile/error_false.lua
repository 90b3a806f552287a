-- expect: HN130
-- A failed assertion with a table.
assert(false, {})
