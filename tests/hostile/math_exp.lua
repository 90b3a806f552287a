-- expect: HN114 math.exp
-- Differs between machines.
local x = math.exp(1)
