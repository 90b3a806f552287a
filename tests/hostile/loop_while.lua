-- expect: HN102 while
-- A loop without end.
while true do end
