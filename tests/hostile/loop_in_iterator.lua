-- expect: HN501 steps
-- Endless, called from a for.
local function f() for i = 1, math.maxinteger do end end
for x in f do end
