-- expect: HN501 steps
-- Sorts the keys of a long table for ever.
local t = {}
for i = 1, 100000 do t[i] = i end
for i = 1, math.maxinteger do pairs(t) end
