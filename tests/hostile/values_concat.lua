-- expect: HN130 missing
-- A list of 9,223,372,036,854,775,807 places.
local s = table.concat({}, "", 1, math.maxinteger)
