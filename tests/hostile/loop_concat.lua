-- expect: HN501 steps
-- Joins a long list for ever.
local t = {}
for i = 1, 10000 do t[i] = "abcd" end
for i = 1, math.maxinteger do local s = table.concat(t) end
