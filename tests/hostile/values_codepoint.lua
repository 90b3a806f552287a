-- expect: HN505 250
-- The same in characters.
local s = "x"
for i = 1, 15 do s = s .. s end
local x = utf8.codepoint(s, 1, -1)
