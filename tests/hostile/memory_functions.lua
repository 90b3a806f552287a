-- expect: HN500 memory
-- Closures without end.
local t = {}
for i = 1, math.maxinteger do t[i] = function() return i end end
