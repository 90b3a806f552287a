-- expect: HN500 memory | HN501 steps
-- Texts without end.
local t = {}
for i = 1, math.maxinteger do t[i] = ("x"):lower() .. i .. "0123456789012345678901234567890123456789" end
