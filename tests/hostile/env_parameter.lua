-- expect: HN114 _ENV
-- The same by a parameter.
local function f(_ENV) return print end
f({})
