-- expect: HN501 steps
-- Calls itself for ever without a stack.
local function f() return f() end
f()
