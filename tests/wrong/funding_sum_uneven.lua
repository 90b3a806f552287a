-- expect: HN210 8:11 this was divided by a value of each row and is not rounded: `sum` cannot be exact
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "spent" { type = "GBP", min = 0, max = 99999, label = "Spent" },
  input "places" { type = "places", min = 0, max = 99, label = "Places" } }
figure "f" { label = "F", type = "GBP/place",
  value = sum(funding.per_head { amount = line.spent, people = line.places }) }
