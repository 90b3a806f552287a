-- expect: HN114 string.rep
-- The same by way of a text.
local s = ("x"):rep(9)
