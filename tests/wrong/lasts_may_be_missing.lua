-- expect: HN119 5:9 `starts` is the first day of a row that lasts, and may be missing
-- expect: HN119 5:43 add required = true, or blank = "no end yet" where nothing means that
pack "t" { title = "t", version = "1", source = "illustration" }
records "spell" { what = "s", key = "id", lasts = { "starts", "ends" }, input "id" { type = "id" },
  input "starts" { type = "date" }, input "ends" { type = "date" } }
