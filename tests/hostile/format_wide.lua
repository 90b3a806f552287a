-- expect: HN130
-- A width of three digits.
local s = string.format("%999d", 1)
