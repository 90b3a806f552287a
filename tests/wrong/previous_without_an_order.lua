-- expect: HN112 7:47 add order
pack "p" { title = "P", version = "1", source = "illustration" }
records "reading" { what = "a reading", key = "reading_id",
  input "reading_id" { type = "id", required = true },
  input "code" { type = "id" }, input "read_on" { type = "date" },
  input "value" { type = "ratio" } }
figure "earlier" { label = "Earlier", value = previous(reading.value, { by = { reading.code } }) }
