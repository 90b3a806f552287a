-- expect: HN114 setmetatable
-- Weak tables and a refused allocation free memory twice in 5.4.4.
local t = setmetatable({}, { __mode = "k" })
