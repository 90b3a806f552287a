-- expect: HN113 7:- `support_ends` is a name already
pack "t" { title = "t", version = "1", source = "illustration" }
records "case" { what = "c", key = "id", input "id" { type = "id" }, input "n" { type = "count" },
  input "starts" { type = "date", required = true }, input "left_on" { type = "date", blank = "no" },
  input "weeks" { type = "weeks" } }
figure "support_ends" { label = "E", value = case.starts }
life "support" { label = "S", source = "s", starts = case.starts, weeks = 2 }
