-- expect: HN500 64 kB
-- A text made of a long list.
local t = {}
for i = 1, 100000 do t[i] = "0123456789" end
local s = table.concat(t)
