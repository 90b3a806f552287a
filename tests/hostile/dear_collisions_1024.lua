-- expect: HN501 steps
-- Whole numbers that meet in one place of a table: each look-up walks them all.
local t = {}
for i = 1, 1024 do t[i * 1023] = i end
for i = 1, math.maxinteger do local x = t[-1023] end
