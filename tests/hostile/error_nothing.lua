-- expect: HN130 not a text
-- An error that is nothing.
error()
