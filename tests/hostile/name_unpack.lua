-- expect: HN114 unpack
-- As in Lua 5.1.
unpack({ 1 })
