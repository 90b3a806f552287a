-- expect: HN130 cannot write
-- Writes Lua.
local s = string.format("%q", "x")
