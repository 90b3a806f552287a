-- expect: HN103
-- Lua 5.4.4 names the wrong line.
local x = 1 // 0
