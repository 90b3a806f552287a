-- expect: HN501 steps
-- Whole numbers that meet in one place of a table: each look-up walks them all.
local t = {}
for i = 1, 64 do t[i * 63] = i end
for i = 1, math.maxinteger do local x = t[-63] end
