-- expect: HN200 6:75 write weeks(12), or weeks(pupil.number) of a count
pack "t" { title = "t", version = "1", source = "illustration" }
records "case" { what = "c", key = "id", input "id" { type = "id" }, input "n" { type = "count" },
  input "starts" { type = "date", required = true }, input "left_on" { type = "date", blank = "no" },
  input "weeks" { type = "weeks" } }
life "support" { label = "S", source = "s", starts = case.starts, weeks = case.n }
