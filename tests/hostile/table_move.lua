-- expect: HN114 table.move
-- A loop in C that no count hook sees.
table.move({}, 1, math.maxinteger - 1, 2)
