-- expect: HN130 UTF-8
-- Shifts out of range in 5.4.4.
local x = utf8.codepoint("\xff\xff\xff\xff\xff\xff\xff\xff", 1)
