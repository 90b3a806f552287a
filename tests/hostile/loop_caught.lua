-- expect: HN114 pcall
-- Catches the limit and goes on.
local function f() for i = 1, 1000000000 do end end
for i = 1, math.maxinteger do pcall(f) end
