-- expect: HN114 string.pack
-- Binary layout.
string.pack("i8", 1)
