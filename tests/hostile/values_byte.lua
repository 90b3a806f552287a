-- expect: HN505 250
-- A text as its bytes, all at once.
local s = "x"
for i = 1, 15 do s = s .. s end
local x = s:byte(1, -1)
