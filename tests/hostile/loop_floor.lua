-- expect: HN501 steps
-- The same through the mathematics of Lua.
local s = "1"
for i = 1, 15 do s = s .. s end
for i = 1, math.maxinteger do local x = math.floor(s) end
