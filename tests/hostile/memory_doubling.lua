-- expect: HN500 64 kB
-- A text that doubles.
local s = "x"
for i = 1, 60 do s = s .. s end
