-- expect: HN119 8:54 an entry of an order
pack "p" { title = "P", version = "1", source = "illustration" }
records "place" { what = "a place", key = "place_id",
  input "place_id" { type = "id", required = true },
  input "child" { type = "id" }, input "opened" { type = "date" },
  input "new" { type = "yes/no" }, input "claim" { type = "GBP/year" },
  input "share" { type = "percent" } }
figure "f" { label = "F", type = "GBP/year", value = place.claim:highest_first() }
