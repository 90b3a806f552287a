-- expect: HN130
-- A key that is not a number.
local t = {}
t[math.huge - math.huge] = 1
