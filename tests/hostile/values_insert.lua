-- expect: HN130
-- A place far outside the list.
table.insert({}, math.maxinteger, 1)
