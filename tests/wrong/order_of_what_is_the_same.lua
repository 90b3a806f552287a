-- expect: HN213 9:13 the same for every row
pack "p" { title = "P", version = "1", source = "illustration" }
records "place" { what = "a place", key = "place_id",
  input "place_id" { type = "id", required = true },
  input "child" { type = "id" }, input "opened" { type = "date" },
  input "new" { type = "yes/no" }, input "claim" { type = "GBP/year" },
  input "share" { type = "percent" } }
param "p" { type = "GBP", label = "P", source = "s", { from = "2026-04-01", value = 1 } }
attribution "once" { label = "Once", source = "illustration", claim = place.claim,
  once_for = place.child, order = { param.p, place.place_id } }
