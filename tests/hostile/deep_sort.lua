-- expect: HN505 deep
-- Sorts within a comparison within a sort: the stack of C.
local t = {}
t.f = function() table.sort({ 2, 1 }, t.f) end
table.sort({ 2, 1 }, t.f)
