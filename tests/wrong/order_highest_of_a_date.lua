-- expect: HN201 9:50 write :latest_first( )
pack "p" { title = "P", version = "1", source = "illustration" }
records "place" { what = "a place", key = "place_id",
  input "place_id" { type = "id", required = true },
  input "child" { type = "id" }, input "opened" { type = "date" },
  input "new" { type = "yes/no" }, input "claim" { type = "GBP/year" },
  input "share" { type = "percent" } }
attribution "once" { label = "Once", source = "illustration", claim = place.claim,
  once_for = place.child, order = { place.opened:highest_first(), place.place_id } }
