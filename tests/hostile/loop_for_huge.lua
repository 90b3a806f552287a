-- expect: HN501 steps
-- A loop that counts in fractions.
for i = 1, math.huge do end
