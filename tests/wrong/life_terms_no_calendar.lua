-- expect: HN112 6:6 `terms` are counted in a calendar, and none is named
pack "t" { title = "t", version = "1", source = "illustration" }
records "case" { what = "c", key = "id", input "id" { type = "id" }, input "n" { type = "count" },
  input "starts" { type = "date", required = true }, input "left_on" { type = "date", blank = "no" },
  input "weeks" { type = "weeks" } }
life "support" { label = "S", source = "s", starts = case.starts, terms = 2 }
