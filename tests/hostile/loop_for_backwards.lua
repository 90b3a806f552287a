-- expect: HN501 steps
-- A loop with a step of -1.
for i = math.maxinteger, math.mininteger, -1 do end
