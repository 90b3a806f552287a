-- expect: HN124 7:47 end it with the key: order = { ..., reading.reading_id }
pack "p" { title = "P", version = "1", source = "illustration" }
records "reading" { what = "a reading", key = "reading_id",
  input "reading_id" { type = "id", required = true },
  input "code" { type = "id" }, input "read_on" { type = "date" },
  input "value" { type = "ratio" } }
figure "earlier" { label = "Earlier", value = previous(reading.value, { order = { reading.read_on } }) }
