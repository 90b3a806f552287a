-- expect: HN501 steps
-- Endless, called from table.sort.
table.sort({ 2, 1 }, function() for i = 1, math.maxinteger do end end)
