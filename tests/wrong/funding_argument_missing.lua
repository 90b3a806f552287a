-- expect: HN112 7:19 `funding.place` has no `months_before` (months from April until the number changes: 5 before 16, 4 after)
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "places" { type = "places", min = 0, max = 99, label = "Places" } }
figure "f" { label = "F", type = "GBP",
  value = funding.place { rate = 10000, before = line.places, after = line.places } }
