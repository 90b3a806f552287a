-- expect: HN102 repeat
-- A loop without end.
repeat until false
