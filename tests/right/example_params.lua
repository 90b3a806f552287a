-- A parameter has another value in one example, throughout, and in no other.
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP", min = 0, max = 99999, label = "Cost" } }
param "cap" { type = "GBP", label = "Cap", min = 0, max = 500,
  { from = "2026-04-01", value = 100, source = "illustration" },
  { from = "2027-04-01", value = "expected", source = "illustration" } }
param "way" { type = "choice", one_of = { "whole", "half" }, label = "Way",
  { from = "2026-04-01", value = "whole", source = "illustration" } }
figure "paid" { type = "GBP", label = "Paid",
  value = choose { { when = param.way:is("half"), take = lower_of { pupil.cost, param.cap } / 2 },
                   otherwise = lower_of { pupil.cost, param.cap } } }
example "as the pack has it" { on = "2026-05-01", given = { cost = 300 }, expect = { paid = 100 } }
example "another way" { on = "2026-05-01", params = { way = "half" }, given = { cost = 300 }, expect = { paid = 50 } }
example "as the pack has it, once more" { on = "2026-05-01", given = { cost = 300 }, expect = { paid = 100 } }
example "another cap" {
  on = "2026-05-01", params = { cap = "200.50" }, given = { cost = 300 }, expect = { paid = "200.50" } }
example "a value that is still to come, and another way" {
  on = "2027-05-01", params = { cap = 400, way = "half" }, given = { cost = 300 }, expect = { paid = 150 } }
