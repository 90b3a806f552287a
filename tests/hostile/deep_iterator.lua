-- expect: HN505 deep
-- A loop within its own iterator.
local f
f = function() for x in f do end end
f()
