-- expect: HN114 math.sin
-- Differs between machines.
local x = math.sin(1)
