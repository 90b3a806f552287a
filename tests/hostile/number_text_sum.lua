-- expect: HN130
-- A text taken for a number.
local x = "10" + 1
