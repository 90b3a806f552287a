-- expect: HN114 string.rep
-- One call that fills memory or never ends.
string.rep("x", 4611686018427387904)
