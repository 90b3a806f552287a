-- expect: HN114 string.unpack
-- Reads out of binary layout.
string.unpack("i8", "xxxxxxxx")
