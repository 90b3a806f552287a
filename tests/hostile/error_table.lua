-- expect: HN130 not a text
-- An error that is a table.
error({})
