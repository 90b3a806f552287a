-- expect: HN114 _ENV
-- Reads the environment by a computed name.
local x = _ENV["o" .. "s"]
