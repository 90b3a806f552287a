-- expect: HN123 6:19 a calculation was built here and nothing uses it
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "spent" { type = "GBP", min = 0, max = 99999, label = "Spent" } }
local x = funding.stability_grant { deficit = line.spent, share = 90 }
