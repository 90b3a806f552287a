-- expect: HN505 250
-- Each call hands on one value more: an instruction copies them all.
local function f(...) return f(1, ...) end
f()
