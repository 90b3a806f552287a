-- expect: HN110 11:38 `share`
pack "p" { title = "P", version = "1", source = "illustration" }
records "school" { what = "a school", key = "school_id", input "school_id" { type = "id" }, input "share" { type = "ratio" } }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "sid" { type = "id" }, link "school" { to = "school", by = "sid" },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "need" { type = "choice", one_of = { "HI", "VI" }, label = "Need" } }
award "paid" { label = "Paid", type = "GBP/year", source = "illustration",
  when = pupil.need:known(),
  amount = pupil.cost * pupil.school.shares }
