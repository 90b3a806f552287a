-- expect: HN501 steps
-- A comparison that contradicts itself.
local t = {}
for i = 1, 1000 do t[i] = i end
for i = 1, math.maxinteger do table.sort(t, function() return true end) end
