-- expect: HN501 steps | HN500 memory
-- Lists of 250 values without end.
local l, t = {}, {}
for i = 1, 250 do l[i] = i end
for i = 1, math.maxinteger do t[i] = table.pack(table.unpack(l)) end
