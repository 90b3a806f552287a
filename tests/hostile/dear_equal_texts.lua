-- expect: HN501 steps
-- Looks up a long text by an equal one: one instruction, 32 kB compared.
local s = "x"
for i = 1, 15 do s = s .. s end
local a, b = s .. "y", s .. "y"
local t = { [a] = 1 }
for i = 1, math.maxinteger do local x = t[b] end
