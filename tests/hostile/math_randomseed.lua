-- expect: HN114 math.randomseed
-- Differs from run to run.
local x = math.randomseed(1)
