-- expect: HN114 debug
-- Takes the count hook away.
debug.sethook()
