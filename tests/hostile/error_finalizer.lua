-- expect: HN114 setmetatable
-- Code that would run where no hook can stop it.
setmetatable({}, { __gc = function() for i = 1, math.maxinteger do end end })
