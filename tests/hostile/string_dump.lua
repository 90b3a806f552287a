-- expect: HN114 string.dump
-- Makes a binary chunk.
string.dump(print)
