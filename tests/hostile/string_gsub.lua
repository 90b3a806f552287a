-- expect: HN114 string.gsub
-- C that calls C.
string.gsub("aaaa", ".", print)
