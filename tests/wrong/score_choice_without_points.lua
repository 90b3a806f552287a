-- expect: HN116 9:79 VI
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "need" { type = "choice", one_of = { "HI", "VI" }, label = "Need" } }
param "cap" { type = "GBP/year", label = "Cap",
  { from = "2026-04-01", value = 9000, source = "illustration" } }
score "s" { label = "S", source = "illustration", { of = pupil.need, points = { HI = 1 } } }
award "paid" { label = "Paid", type = "GBP/year", source = "illustration",
  when = score.s:at_least(1),
  amount = lower_of { pupil.cost, param.cap } }
