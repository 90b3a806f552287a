-- expect: HN501 steps
-- A loop of 9,223,372,036,854,775,807 rounds.
for i = 1, math.maxinteger do end
