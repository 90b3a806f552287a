-- expect: HN103
-- Lua 5.4.4 makes wrong code of this.
local x = 1 ~ (2 or 3)
