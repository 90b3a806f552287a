-- expect: HN130
-- A place far before the first.
local x = select(math.mininteger, 1)
