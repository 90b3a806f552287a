-- expect: HN500 64 kB
-- A text joined from long texts.
local s = "x"
for i = 1, 15 do s = s .. s end
local t = { s, s, s, s }
s = table.concat(t, s)
