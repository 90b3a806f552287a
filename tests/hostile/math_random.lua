-- expect: HN114 math.random
-- Differs from run to run.
local x = math.random(6)
