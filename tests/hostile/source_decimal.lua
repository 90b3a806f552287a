-- expect: HN104
-- A binary fraction.
local x = 0.1 + 0.2
