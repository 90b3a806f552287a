-- expect: HN200 7:51 if it is for one year write `/ years(1)` behind it
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "spent" { type = "GBP", min = 0, max = 99999, label = "Spent" } }
figure "f" { label = "F", type = "months",
  value = funding.payback { outlay = 10, a_year = line.spent } }
