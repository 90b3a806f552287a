-- expect: HN130
-- A message of 64 kB.
local s = "x"
for i = 1, 15 do s = s .. s end
error(s)
