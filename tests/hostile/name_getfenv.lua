-- expect: HN114 getfenv
-- As in Lua 5.1.
local e = getfenv(0)
