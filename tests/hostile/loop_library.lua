-- expect: HN501 steps
-- Calls of C, each of which is short.
for i = 1, math.maxinteger do local x = math.max(i, 2) end
