-- expect: HN113 7:13 the life of an award has two states "expired"
pack "t" { title = "t", version = "1", source = "illustration" }
records "case" { what = "c", key = "id", input "id" { type = "id" }, input "n" { type = "count" },
  input "starts" { type = "date", required = true }, input "left_on" { type = "date", blank = "no" },
  input "weeks" { type = "weeks" } }
life "support" { label = "S", source = "s", starts = case.starts, weeks = 2,
  stops = { { after = case.left_on, why = "expired" } } }
