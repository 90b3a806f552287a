-- decide.lua - asks a rule pack about cases, and the calculator about a place.
--
--     lua5.4 decide.lua PACK DATE < cases.json

local highneeds = require "highneeds"

local place = highneeds.funding.place { rate = 10000, before = 12, after = 15, months_before = 5 }
io.stderr:write("12 places, 15 from September: £", place, "\n")

local pack = highneeds.load(arg[1])
local answer = pack:calc(io.read("a"), arg[2])
for name, value in pairs(answer.run) do print(name, value) end
for _, case in ipairs(answer.rejected) do
  io.stderr:write(case.row_id, ": ", case.message, "\n")
end
os.exit(#answer.rejected == 0)
