-- expect: HN106 string
-- The same by way of a local.
local s = string
s.len = print
