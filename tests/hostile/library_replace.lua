-- expect: HN106 string
-- Replaces a function of a library.
string.len = print
