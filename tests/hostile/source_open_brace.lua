-- expect: HN101 never closed
-- A brace without its end.
local t = {
  a = 1,
