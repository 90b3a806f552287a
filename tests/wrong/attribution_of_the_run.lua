-- expect: HN213 9:13 the claim of attribution `once` is not one for each row
pack "p" { title = "P", version = "1", source = "illustration" }
records "place" { what = "a place", key = "place_id",
  input "place_id" { type = "id", required = true },
  input "child" { type = "id" }, input "opened" { type = "date" },
  input "new" { type = "yes/no" }, input "claim" { type = "GBP/year" },
  input "share" { type = "percent" } }
figure "all_claims" { label = "A", type = "GBP/year", value = sum(place.claim) }
attribution "once" { label = "Once", source = "illustration", claim = figure.all_claims,
  once_for = place.child, order = { place.place_id } }
