-- expect: HN500 64 kB
-- A text formatted from long texts.
local s = "x"
for i = 1, 15 do s = s .. s end
s = string.format("%s%s%s%s", s, s, s, s)
