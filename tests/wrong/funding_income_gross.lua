-- expect: HN200 7:54 declare it with type = "GBP"
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "gross" { type = "gross GBP", min = 0, max = 99999, label = "Gross" } }
figure "f" { label = "F", type = "net GBP",
  value = funding.net { gross = line.gross, income = line.gross } }
