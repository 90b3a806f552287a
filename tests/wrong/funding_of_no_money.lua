-- expect: HN200 8:39 `plans` is plans: `amount` of `funding.per_head` (what is divided) takes money, such as GBP
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "places" { type = "places", min = 0, max = 99, label = "Places" },
  input "plans" { type = "plans", min = 0, max = 99, label = "Plans" } }
figure "f" { label = "F", type = "GBP",
  value = funding.per_head { amount = line.plans, people = line.places } }
