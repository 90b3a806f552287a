-- expect: HN106 f
-- The same with a function.
function f() end
