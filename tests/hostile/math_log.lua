-- expect: HN114 math.log
-- Differs between machines.
local x = math.log(2)
