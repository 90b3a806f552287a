-- expect: HN130
-- Division by nought.
local x = math.fmod(1, 0)
