-- expect: HN200 7:41 for a whole year write `* years(1)` behind it; for part of one multiply by `part_of_year`
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" } }
figure "f" { label = "F", type = "places",
  value = funding.break_even { outlay = line.cost, each = 10 } }
