-- expect: HN114 rawequal
-- C that calls C.
local l = { 1, 2 } table.sort(l, rawequal)
