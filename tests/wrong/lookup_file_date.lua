-- expect: HN202 rates.csv:3:4 is none: it is written with the day or the month first
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "need" { type = "choice", one_of = { "HI", "VI" }, label = "Need" } }
param "cap" { type = "GBP/year", label = "Cap",
  { from = "2026-04-01", value = 9000, source = "illustration" } }
lookup "rate" { by = { need = pupil.need }, types = { topup = "GBP/year" }, source = "illustration", from = "rates.csv" }
award "paid" { label = "Paid", type = "GBP/year", source = "illustration",
  when = pupil.need:known(),
  amount = lower_of { lookup.rate.topup, param.cap, pupil.cost } }
