-- expect: HN200 7:18 `review_after` takes a length of time, and this is a text or a number alone
pack "t" { title = "t", version = "1", source = "illustration" }
records "case" { what = "c", key = "id", input "id" { type = "id" }, input "n" { type = "count" },
  input "starts" { type = "date", required = true }, input "left_on" { type = "date", blank = "no" },
  input "weeks" { type = "weeks" } }
life "support" { label = "S", source = "s", starts = case.starts, weeks = 2,
  review_after = 6 }
