-- expect: HN114 _G
-- The table of globals.
local g = _G
