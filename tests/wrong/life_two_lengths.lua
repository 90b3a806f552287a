-- expect: HN119 7:52 life `support` says with both `weeks` and `months` how long it runs
pack "t" { title = "t", version = "1", source = "illustration" }
records "case" { what = "c", key = "id", input "id" { type = "id" }, input "n" { type = "count" },
  input "starts" { type = "date", required = true }, input "left_on" { type = "date", blank = "no" },
  input "weeks" { type = "weeks" } }
life "support" { label = "S", source = "s", starts = case.starts,
  weeks = 12,                             months = 3 }
