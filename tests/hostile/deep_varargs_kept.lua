-- expect: HN505 250
-- The same, kept and looped over.
local function h(...) for i = 1, math.maxinteger do h(1, ...) end end
h()
