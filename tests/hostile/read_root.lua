-- expect: HN100 | HN101 | HN102 | HN110 | HN114 | HN119 | HN130 | HN400
-- A table outside the pack.
local t = read "/etc/passwd"
