-- expect: HN200 8:60 `cost` is GBP/year: `each` of `funding.break_even` (avoided by each) takes GBP/place or the like
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "spent" { type = "GBP", min = 0, max = 99999, label = "Spent" } }
figure "f" { label = "F", type = "places",
  value = funding.break_even { outlay = line.spent, each = line.cost } }
