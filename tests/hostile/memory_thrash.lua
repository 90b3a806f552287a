-- expect: HN500 memory | HN501 steps
-- Stays at the cap, so that each step makes Lua collect everything.
local t = {}
for i = 1, 215000 do t[i] = { i } end
for i = 1, math.maxinteger do local x = { { i }, { i } } end
