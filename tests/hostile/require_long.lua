-- expect: HN100 | HN101 | HN102 | HN110 | HN114 | HN119 | HN130
-- A name longer than any path.
local s = "x"
for i = 1, 15 do s = s .. s end
require(s)
