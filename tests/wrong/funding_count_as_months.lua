-- expect: HN200 7:80 write months(...) around it, or declare it with type = "months"
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "count" { type = "count", min = 0, max = 99, label = "A count" } }
figure "f" { label = "F", type = "GBP",
  value = funding.place { rate = 10000, before = 3, after = 2, months_before = line.count } }
