-- expect: HN501 steps
-- Unpacks and packs for ever.
local t = {}
for i = 1, 250 do t[i] = i end
for i = 1, math.maxinteger do t = table.pack(table.unpack(t, 1, 250)) end
