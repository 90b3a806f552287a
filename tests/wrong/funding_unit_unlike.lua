-- expect: HN200 7:34 divide it by places to make it GBP/place/year
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" } }
figure "f" { label = "F", type = "GBP",
  value = funding.place { rate = line.cost, before = 3, after = 2, months_before = 5 } }
