-- expect: HN103
-- Lua 5.4.4 makes wrong code of this.
local t, a, b = {}, 1, 2
local function f() return t[a < b] end
