-- expect: HN130
-- Writes into a text.
local s = "x"
s.len = print
