-- expect: HN501 steps
-- Sorts a long list for ever.
local t = {}
for i = 1, 100000 do t[i] = i * 7919 end
for i = 1, math.maxinteger do table.sort(t) end
