-- expect: HN119 10:108 days
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "came" { type = "date" },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "need" { type = "choice", one_of = { "HI", "VI" }, label = "Need" } }
award "paid" { label = "Paid", type = "GBP", source = "illustration",
  when = pupil.need:known(),
  amount = pupil.cost * part_of_year { from = pupil.came, to = "2027-03-31", start = "2026-04-01", count = "day" } }
