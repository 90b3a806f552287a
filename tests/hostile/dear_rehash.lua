-- expect: HN501 steps
-- Each new name makes Lua count a list of half a million.
local t = {}
for i = 1, 500000 do t[i] = i end
for i = 1, math.maxinteger do
  t["a" .. i] = 1
  t["a" .. i] = t.none
  t["b" .. i] = 1
  t["b" .. i] = t.none
end
