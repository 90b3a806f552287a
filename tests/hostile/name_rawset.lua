-- expect: HN114 rawset
-- Writes past a front.
rawset(string, "len", 1)
