-- expect: HN501 steps
-- The same with an iterator in C.
for x in tostring, 1 do end
