-- expect: HN500 memory
-- A table that grows while it is walked.
local t = { 1 }
for k in ipairs(t) do t[k + 1] = k end
