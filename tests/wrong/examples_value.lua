-- expect: HN205 cases.csv:2:3 `cost` takes GBP/year: what is given
-- expect: HN214 cases.csv:3:3 what is given for `cost` is above its max
-- expect: HN204 cases.csv:4:5 `yes` is not an answer of criterion `gone`
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost", column = "Annual Cost" },
  input "left" { type = "date", label = "Left" } }
criterion "gone" { label = "Gone", source = "illustration", test = pupil.left:known(), if_met = "Gone.", if_unmet = "There." }
award "paid" { label = "Paid", type = "GBP/year", source = "illustration", when = criterion.gone, amount = pupil.cost }
examples "cases.csv" {}
