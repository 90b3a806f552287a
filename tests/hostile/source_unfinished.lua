-- expect: HN101 closing quote
-- A quote without its end.
local s = "abc
