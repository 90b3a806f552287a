-- expect: HN114 loadstring
-- Compiles text, as in Lua 5.1.
loadstring("return 1")()
