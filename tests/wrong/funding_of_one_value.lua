-- expect: HN119 7:19 `funding.place` takes its arguments in { }, and a formula stands there
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "places" { type = "places", min = 0, max = 99, label = "Places" } }
figure "f" { label = "F", type = "GBP",
  value = funding.place(line.places) }
