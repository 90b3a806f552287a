-- expect: HN110 3:9 lasts = `end`: `spell` has no input of that name
pack "t" { title = "t", version = "1", source = "illustration" }
records "spell" { what = "s", key = "id", lasts = { "starts", "end" }, input "id" { type = "id" },
  input "starts" { type = "date", required = true }, input "ends" { type = "date", required = true } }
