-- expect: HN114 11:1 does not have the word `allocation` yet
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "need" { type = "choice", one_of = { "HI", "VI" }, label = "Need" } }
param "cap" { type = "GBP/year", label = "Cap",
  { from = "2026-04-01", value = 9000, source = "illustration" } }
award "paid" { label = "Paid", type = "GBP/year", source = "illustration",
  when = pupil.need:known(), amount = lower_of { pupil.cost, param.cap } }
allocation "shared" { claim = award.paid, pot = param.cap }
