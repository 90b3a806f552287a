-- expect: HN119 3:- `lasts` takes { "starts", "ends" }: the inputs with the first and the last day
pack "t" { title = "t", version = "1", source = "illustration" }
records "spell" { what = "s", key = "id", lasts = { "starts" }, input "id" { type = "id" },
  input "starts" { type = "date", required = true } }
