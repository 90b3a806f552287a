-- expect: HN501 steps
-- Copies 249 values for each instruction.
local function g(...) end
local function f(...) for i = 1, math.maxinteger do g(...) end end
local l = {}
for i = 1, 249 do l[i] = i end
f(table.unpack(l))
