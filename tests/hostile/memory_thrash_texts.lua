-- expect: HN500 memory | HN501 steps
-- The same with long texts.
local s = "x"
for i = 1, 15 do s = s .. s end
local t = {}
for i = 1, 215000 do t[i] = { i } end
for i = 1, math.maxinteger do local x = s .. i end
