-- expect: HN505 250
-- The number of values wraps round.
local x = table.unpack({}, math.mininteger, math.maxinteger)
