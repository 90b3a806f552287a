-- expect: HN130 cannot write
-- Writes binary digits.
local s = string.format("%a", 1)
