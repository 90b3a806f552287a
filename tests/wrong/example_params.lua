-- expect: HN110 19:45 the pack has no param `cup`
-- expect: HN214 20:45 `cap` is above its max of 500
-- expect: HN204 21:45 `quarter` is not one of the choices
-- expect: HN119 22:45 `cap` is a parameter, and has a value in an example too
-- expect: HN205 23:45 `much` cannot be read as GBP: it is not a number: write digits and at most one point
-- expect: HN119 24:43 `params` takes a list in { }, and a number stands here
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
example "a" { on = "2026-05-01", params = { cup = 5 }, given = { cost = 300 }, expect = { paid = 5 } }
example "b" { on = "2026-05-01", params = { cap = 501 }, given = { cost = 300 }, expect = { paid = 300 } }
example "c" { on = "2026-05-01", params = { way = "quarter" }, given = { cost = 300 }, expect = { paid = 75 } }
example "d" { on = "2026-05-01", params = { cap = missing }, given = { cost = 300 }, expect = { paid = missing } }
example "e" { on = "2026-05-01", params = { cap = "much" }, given = { cost = 300 }, expect = { paid = 300 } }
example "f" { on = "2026-05-01", params = 5, given = { cost = 300 }, expect = { paid = 300 } }
