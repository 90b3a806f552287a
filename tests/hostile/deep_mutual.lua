-- expect: HN505 deep
-- Two functions call each other without end.
local f
local function g(x) return { f(x) } end
f = function(x) return { g(x) } end
f(1)
