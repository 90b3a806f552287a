-- expect: HN114 rawget
-- Looks behind a front.
rawget(string, "rep")
