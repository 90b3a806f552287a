-- expect: HN202 6:54 `day` is the day of link `in_spell` and is not a date
pack "t" { title = "t", version = "1", source = "illustration" }
records "spell" { what = "s", key = "id", lasts = { "starts", "ends" }, input "id" { type = "id" },
  input "starts" { type = "date", required = true }, input "ends" { type = "date", required = true } }
records "visit" { what = "v",
  input "of" { type = "id", required = true }, input "day" { type = "count" },
  link "in_spell" { to = "spell", by = "of", on = "day" } }
