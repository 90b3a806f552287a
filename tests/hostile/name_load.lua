-- expect: HN114 load
-- Compiles text that no token check has seen.
load("return 1")()
