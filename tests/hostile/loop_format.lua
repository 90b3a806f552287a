-- expect: HN501 steps
-- The widest numbers that string.format can write.
for i = 1, math.maxinteger do local s = string.format("%99.99f%99.99f%99.99f", i, i, i) end
