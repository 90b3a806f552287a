-- expect: HN501 steps | HN500 memory
-- Garbage in rings.
for i = 1, math.maxinteger do local a, b = {}, {} a.b = b b.a = a end
