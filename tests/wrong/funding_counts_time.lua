-- expect: HN200 8:60 `for_weeks` is weeks: `people` of `funding.per_head` (the population, or another number, by name) takes places, pupils, heads, plans or the like
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "spent" { type = "GBP", min = 0, max = 99999, label = "Spent" },
  input "for_weeks" { type = "weeks", min = 0, max = 99, label = "Weeks" } }
figure "f" { label = "F", type = "GBP",
  value = funding.per_head { amount = line.spent, people = line.for_weeks } }
