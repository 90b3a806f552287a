-- expect: HN130 cannot write
-- Shows an address.
local s = string.format("%p", {})
