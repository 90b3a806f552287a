-- expect: HN121 8:19 columns of `other` and of `line` meet without a link
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true },
  input "places" { type = "places", min = 0, max = 99, label = "Places" } }
records "other" { what = "another", input "rate" { type = "GBP/place/year", min = 0, label = "Rate" } }
figure "f" { label = "F", type = "GBP",
  value = funding.place { rate = other.rate, before = line.places, after = 2, months_before = 5 } }
