-- expect: HN106 x
-- Leaves something for the other files of the pack.
x = 1
