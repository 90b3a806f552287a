-- expect: HN112 3:9 the rows of `spell` last, and nothing says whose they are
pack "t" { title = "t", version = "1", source = "illustration" }
records "spell" { what = "s", lasts = { "starts", "ends" },
  input "starts" { type = "date", required = true }, input "ends" { type = "date", required = true } }
