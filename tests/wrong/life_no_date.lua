-- expect: HN202 6:54 `starts` takes a day of each row, such as a column, and this is count
pack "t" { title = "t", version = "1", source = "illustration" }
records "case" { what = "c", key = "id", input "id" { type = "id" }, input "n" { type = "count" },
  input "starts" { type = "date", required = true }, input "left_on" { type = "date", blank = "no" },
  input "weeks" { type = "weeks" } }
life "support" { label = "S", source = "s", starts = case.n, weeks = 2 }
