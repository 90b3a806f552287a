-- expect: HN114 setmetatable
-- A value whose text never ends.
error(setmetatable({}, { __tostring = function() for i = 1, math.maxinteger do end end }))
