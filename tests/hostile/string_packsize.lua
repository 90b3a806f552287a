-- expect: HN114 string.packsize
-- Binary layout.
string.packsize("i8")
