-- expect: HN124 6:13 the rows of `place` have no key to settle it
pack "p" { title = "P", version = "1", source = "illustration" }
records "place" { what = "a place",
  input "child" { type = "id" }, input "opened" { type = "date" },
  input "claim" { type = "GBP/year" } }
attribution "once" { label = "Once", source = "illustration", claim = place.claim,
  once_for = place.child, order = { place.opened } }
