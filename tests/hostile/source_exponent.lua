-- expect: HN104
-- A number that is no longer whole.
local x = 1e400
