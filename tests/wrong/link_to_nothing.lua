-- expect: HN110 6:24 `school`
pack "p" { title = "P", version = "1", source = "illustration" }
records "school" { what = "a school", key = "school_id", input "school_id" { type = "id" }, input "share" { type = "ratio" } }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  link "school" { to = "shool", by = "pupil_id" },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "need" { type = "choice", one_of = { "HI", "VI" }, label = "Need" } }
award "paid" { label = "Paid", type = "GBP/year", source = "illustration",
  when = pupil.need:known(),
  amount = pupil.cost * pupil.school.share }
