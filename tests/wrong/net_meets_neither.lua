-- expect: HN200 8:52 say in the type of each whether it is net or gross
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line of a return", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "gross" { type = "gross GBP/year", label = "Gross spend" },
  input "net" { type = "net GBP/year", label = "Net spend" },
  input "income" { type = "GBP/year", label = "Income" } }
figure "less" { label = "Less", value = line.gross - line.income }
