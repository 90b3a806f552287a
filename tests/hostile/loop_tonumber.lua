-- expect: HN501 steps
-- A number of 32,768 digits read for ever.
local s = "1"
for i = 1, 15 do s = s .. s end
for i = 1, math.maxinteger do local x = tonumber(s) end
