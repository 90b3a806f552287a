-- expect: HN205 7:67 `9O` cannot be read as percent: it is not a number: write digits and at most one point
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "spent" { type = "GBP", min = 0, max = 99999, label = "Spent" } }
figure "f" { label = "F", type = "GBP",
  value = funding.stability_grant { deficit = line.spent, share = "9O" } }
