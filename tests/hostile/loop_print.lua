-- expect: HN501 steps
-- Floods the output.
for i = 1, math.maxinteger do print("................................") end
