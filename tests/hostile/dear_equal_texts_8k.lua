-- expect: HN501 steps
-- The same below the size from which it costs more.
local s = "x"
for i = 1, 12 do s = s .. s end
s = s .. s:sub(1, 4000)
local a, b = s .. "y", s .. "y"
local t = { [a] = 1 }
for i = 1, math.maxinteger do local x = t[b] end
