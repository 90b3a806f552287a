-- expect: HN500 8,192
-- A list filled from its end is a table of names.
local t = {}
for i = 10000000, 1, -1 do t[i] = i end
