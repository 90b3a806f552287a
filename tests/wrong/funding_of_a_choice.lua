-- expect: HN201 9:34 `kind` is a choice: `rate` of `funding.place` (a place for a full year) takes GBP/place/year
-- expect: HN201 9:84 `is_open` is yes/no: `months_before` of `funding.place` (months from April until the number changes: 5 before 16, 4 after) takes months
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "kind" { type = "choice", one_of = { "unit", "special" }, label = "Kind" },
  input "is_open" { type = "yes/no", label = "Open" } }
figure "f" { label = "F", type = "GBP",
  value = funding.place { rate = line.kind, before = 3, after = 2, months_before = line.is_open } }
