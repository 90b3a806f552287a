-- expect: HN119 9:44 `opening` of `funding.roll_forward` takes one value, and a list stands here
-- expect: HN200 9:63 `cost` is GBP/year: `raises` of `funding.roll_forward` (what makes it larger) takes GBP
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "spent" { type = "GBP", min = 0, max = 99999, label = "Spent" } }
figure "f" { label = "F", type = "GBP",
  value = funding.roll_forward { opening = { 3, 4 }, raises = { line.spent, line.cost } } }
