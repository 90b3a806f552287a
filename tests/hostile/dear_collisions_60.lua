-- expect: HN501 steps
-- Whole numbers that meet in one place of a table: each look-up walks them all.
local t = {}
for i = 1, 60 do t[i * 31] = i end
for i = 1, math.maxinteger do local x = t[-31] end
