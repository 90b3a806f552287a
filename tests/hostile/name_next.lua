-- expect: HN114 next
-- Shows the order of hashing, which differs from run to run.
local k = next({ a = 1, b = 2 })
