-- expect: HN110 9:34 `coast` is no input
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost", column = "Annual Cost" },
  input "left" { type = "date", label = "Left" } }
criterion "gone" { label = "Gone", source = "illustration", test = pupil.left:known(), if_met = "Gone.", if_unmet = "There." }
award "paid" { label = "Paid", type = "GBP/year", source = "illustration", when = criterion.gone, amount = pupil.cost }
examples "cases.csv" { given = { coast = 1 } }
