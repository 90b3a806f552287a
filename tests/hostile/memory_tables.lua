-- expect: HN500 memory
-- A list of lists without end.
local t = {}
for i = 1, math.maxinteger do t[i] = { i } end
