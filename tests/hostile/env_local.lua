-- expect: HN114 _ENV
-- Puts another environment in place.
local _ENV = { print = 1 }
print = 2
