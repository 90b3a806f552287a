-- expect: HN200 8:67 declare it with type = "percent": 3 is 3%, and a count of 3 would be 300%
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "count" { type = "count", min = 0, max = 99, label = "A count" },
  input "spent" { type = "GBP", min = 0, max = 99999, label = "Spent" } }
figure "f" { label = "F", type = "GBP",
  value = funding.stability_grant { deficit = line.spent, share = line.count } }
