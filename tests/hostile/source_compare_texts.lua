-- expect: HN103
-- Depends on the locale.
local x = "a" < "b"
