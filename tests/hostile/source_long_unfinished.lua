-- expect: HN101 no end
-- A long text without its end.
local s = [==[ abc ]=]
