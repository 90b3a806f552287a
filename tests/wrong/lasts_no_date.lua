-- expect: HN202 4:9 `starts` is the first day of a row that lasts and is not a date
pack "t" { title = "t", version = "1", source = "illustration" }
records "spell" { what = "s", key = "id", lasts = { "starts", "ends" }, input "id" { type = "id" },
  input "starts" { type = "count", required = true }, input "ends" { type = "date", required = true } }
