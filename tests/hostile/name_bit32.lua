-- expect: HN114 bit32
-- As in Lua 5.2.
bit32.band(1, 1)
