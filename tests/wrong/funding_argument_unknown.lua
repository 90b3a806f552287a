-- expect: HN111 8:84 did you mean `months_before`?
-- expect: HN111 9:5 it takes rate, before, after, months_before
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "places" { type = "places", min = 0, max = 99, label = "Places" } }
figure "f" { label = "F", type = "GBP",
  value = funding.place { rate = 10000, before = line.places, after = line.places, months_befor = 5,
    colour = 3 } }
