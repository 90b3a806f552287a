-- expect: HN200 9:76 the value is GBP/place/year: `cost` of `funding.avoided` (cost of each as it is) takes GBP/plan/year, as `units` is plans
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "places" { type = "places", min = 0, max = 99, label = "Places" },
  input "plans" { type = "plans", min = 0, max = 99, label = "Plans" } }
figure "f" { label = "F", type = "GBP",
  value = funding.avoided { units = line.plans, instead_of = 64000, cost = line.cost / line.places } }
