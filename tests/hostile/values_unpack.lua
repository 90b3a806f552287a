-- expect: HN505 250
-- As many values at once as the stack of Lua holds.
local x = table.unpack({}, 1, 999999)
