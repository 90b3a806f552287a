-- expect: HN200 7:33 `spent` is GBP: `gross` of `funding.net` (spending before income) takes gross money, such as gross GBP
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "spent" { type = "GBP", min = 0, max = 99999, label = "Spent" } }
figure "f" { label = "F", type = "net GBP",
  value = funding.net { gross = line.spent, income = 5 } }
