-- Rows that go by an order among them, and amounts in parts.
pack "claims" {
  title = "Claims", version = "1", language = 1, owner = "Tests", source = "illustration",
  rounding = { to = "0.01", mode = "half away from zero" },
}
records "place" { what = "a place", key = "place_id",
  input "place_id" { type = "id", required = true }, input "child" { type = "id", private = true },
  input "opened" { type = "date" }, input "note" { type = "text" },
  input "saved" { type = "GBP", label = "Saved" }, input "share" { type = "percent" },
  input "paid" { type = "GBP" }, input "gone" { type = "count" } }
figure "words" { label = "Words", value = sentence "{note} of {child}" }
attribution "once" { label = "Once", claim = place.saved, once_for = place.child,
  order = { place.opened:latest_first(), figure.words, place.place_id }, source = "illustration" }
attribution "in_part" { label = "In part", claim = place.saved, once_for = place.child, share = place.share,
  rounding = { to = "0.01", mode = "half away from zero" }, source = "illustration" }
figure "words_before" { label = "Words before", value = previous(figure.words, { order = { place.place_id } }) }
instalments "monthly" { label = "Monthly", of = place.saved, into = 4, remainder = "last", paid = place.paid,
  done = place.gone, source = "illustration" }
figure "counted" { label = "Counted", type = "GBP", value = sum(attribution.once, { missing = "left out" }) }
example "counted once" {
  given = { place_id = "1", child = "A", saved = 10, share = 50, paid = 0, gone = 0 },
  expect = { once = 10, once_removed = 0, in_part = 5, monthly_4 = "2.50", words_before = missing } }
