-- expect: HN501 steps
-- Long work in C, charged by its length.
local t = {}
for i = 1, 300000 do t[i] = i end
for i = 1, math.maxinteger do table.insert(t, 1, i) table.remove(t, 1) end
