-- expect: HN111 8:60 lable
-- expect: HN202 10:12 2026-4-1
-- expect: HN204 12:24 HJ
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "need" { type = "choice", one_of = { "HI", "VI" }, lable = "Need" } }
param "cap" { type = "GBP/year", label = "Cap",
  { from = "2026-4-1", value = 9000, source = "illustration" } }
award "paid" { label = "Paid", type = "GBP/year", source = "illustration",
  when = pupil.need:is("HJ"),
  amount = lower_of { pupil.cost, param.cap } }
