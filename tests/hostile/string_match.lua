-- expect: HN114 string.match
-- Backtracks without an instruction of Lua.
string.match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a*a*a*a*a*a*a*a*a*b")
