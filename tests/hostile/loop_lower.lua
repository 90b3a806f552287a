-- expect: HN501 steps
-- Texts of 32 kB made anew for ever.
local s = "x"
for i = 1, 15 do s = s .. s end
for i = 1, math.maxinteger do local t = s:lower():upper():reverse():sub(2) end
