-- expect: HN501 steps
-- A generic loop that never gets its last value.
local function again() return 1 end
for x in again do end
