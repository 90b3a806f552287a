-- expect: HN123 7:17 a value of the row before was built here
pack "p" { title = "P", version = "1", source = "illustration" }
records "reading" { what = "a reading", key = "reading_id",
  input "reading_id" { type = "id", required = true },
  input "code" { type = "id" }, input "read_on" { type = "date" },
  input "value" { type = "ratio" } }
local earlier = previous(reading.value, { order = { reading.reading_id } })
