-- expect: HN206
-- A whole number that Lua would round.
local x = 9223372036854775808
