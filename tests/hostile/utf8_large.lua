-- expect: HN130
-- A character that there is not.
local x = utf8.char(-1)
