-- expect: HN500 8,192
-- The same, so many that one instruction would take seconds.
local t = {}
for i = 1, 100000 do t[i * 131071] = i end
