-- expect: HN130
-- A message that turns the direction of writing.
error("abc \u{202E} cba")
