-- expect: HN114 string.find
-- Backtracks without an instruction of Lua.
string.find("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a*a*a*a*a*a*a*a*a*b")
