-- expect: HN114 getmetatable
-- Changes what every text can do.
local m = getmetatable("")
