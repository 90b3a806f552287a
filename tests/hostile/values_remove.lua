-- expect: HN130
-- A place far outside the list.
table.remove({}, math.mininteger)
