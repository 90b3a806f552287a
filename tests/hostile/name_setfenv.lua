-- expect: HN114 setfenv
-- As in Lua 5.1.
setfenv(1, {})
