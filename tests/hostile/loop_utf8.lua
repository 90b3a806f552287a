-- expect: HN501 steps
-- Counts the characters of a long text for ever.
local s = "x"
for i = 1, 15 do s = s .. s end
for i = 1, math.maxinteger do local x = utf8.len(s) end
