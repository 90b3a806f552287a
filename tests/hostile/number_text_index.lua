-- expect: HN130
-- A text negated.
local x = -"10"
