-- Run by lua.py with the folder of the build: asks the module what it should know, and counts.

local build = arg[1]
package.path, package.cpath = build .. "/lua/?.lua", build .. "/lua/?.so"
local highneeds = require "highneeds"

local passed, failed = 0, 0
local function same(what, got, wanted)
  if got == wanted then passed = passed + 1 return end
  failed = failed + 1
  print(("failed: %s: %s, not %s"):format(what, tostring(got), tostring(wanted)))
end
local function refuses(what, wanted, ...)
  local well, message = pcall(...)
  same(what, not well and tostring(message):find(wanted, 1, true) and true, true)
end

-- The calculator: (12 x 5 + 15 x 7) / 12 x 10,000.
local funding = highneeds.funding
same("a place", funding.place { rate = 10000, before = 12, after = 15, months_before = 5 }, "137500")
same("a fraction", funding.payback { outlay = "100", a_year = 700 }, "12/7")
refuses("a float", "cannot hold a penny", funding.place, { rate = 1.5 })
refuses("a name that is none", "did you mean funding.place?", funding.plac, {})
refuses("an argument that lacks", "needs a_year", funding.payback, { outlay = 1 })

-- Packs.
local function write(text)
  local folder = os.tmpname()
  os.remove(folder)
  os.execute("mkdir " .. folder)
  local file <close> = io.open(folder .. "/rules.lua", "w")
  file:write(text)
  return folder
end
local folder = write [[
pack "t" { title = "t", version = "1", source = "s" }
records "pupil" { what = "p", key = "id", input "id" { type = "id", required = true },
  input "cost" { type = "GBP", label = "Cost" }, input "in_care" { type = "yes/no" }, input "on" { type = "date" } }
records "stay" { what = "s", key = "no", input "no" { type = "id" }, input "who" { type = "id" },
  link "pupil" { to = "pupil", by = "who" } }
param "part" { type = "ratio", label = "Part", { from = "2026-01-01", value = 2, source = "s" } }
figure "half" { label = "Half", type = "GBP", value = pupil.cost / param.part }
figure "stays" { label = "Stays", value = count(stay, { for_each = stay.pupil }) }
figure "says" { label = "Says", value = sentence "{id} \"costs\" {cost}" }
figure "care" { label = "Care", value = pupil.in_care }
figure "all_cost" { label = "All", type = "GBP", value = sum(pupil.cost, { missing = "left out" }) }
example "a half" { on = "2026-09-01", given = { cost = 3 }, expect = { half = "1.50" } }
]]
local pack = highneeds.load(folder)
local rows = {
  pupil = { { id = "A", cost = "1000.50", in_care = true }, { id = "B" }, { id = "C\n\"é", cost = 7 }, { id = "D", cost = "x" } },
  stay = { { no = "1", who = "A" }, { no = "2", who = "A" } },
}
local answer = pack:calc(rows, "2026-09-01")
local first, third = answer.results.pupil[1], answer.results.pupil[3]
same("money is exact", first.half, "500.25")
same("a count is a number", first.stays, 2)
same("yes", first.care, "yes")
same("a text", first.says, 'A "costs" £1,000.50')
same("missing is nil", answer.results.pupil[2].half, nil)
same("any text comes through", third.id, "C\n\"é")
same("a figure of the run", answer.run.all_cost, "1007.50")
same("rows", answer.counts.rows, 4)
same("what was refused", answer.rejected[1].row_id, "D")
same("why", pack:why(rows, "2026-09-01", "A", "half"):find("half = cost / part", 1, true) ~= nil, true)
same("its records", table.concat(pack:records(), " "), "pupil stay")
same("its examples", select(2, pack:test()), 0)
same("a parameter", highneeds.load(folder, { part = 4 }):calc(rows, "2026-09-01").results.pupil[1].half, "250.125")
refuses("a float in a row", "cannot hold a penny", pack.calc, pack, { { id = "A", cost = 0.1 } })
refuses("a table in a row", "is a table", pack.calc, pack, { { id = "A", cost = {} } })
refuses("text that is no JSON", "HN409", pack.calc, pack, "[{")
refuses("no such key", "HN413", pack.why, pack, rows, "2026-09-01", "Z")
refuses("no pack", "rules.lua", highneeds.load, "tests")
refuses("a pack that is wrong", "rules.lua:1", highneeds.load, write 'pack "x" { title = 3 }')

-- Many at once, collected in any order; and one that is closed.
for _ = 1, 20 do highneeds.load(folder) end
collectgarbage()
do local other <close> = highneeds.load(folder) same("open", other:name(), "t") end
pack:close()
refuses("a closed pack", "closed", pack.name, pack)

print(("%d passed, %d failed"):format(passed, failed))
os.exit(failed == 0)
