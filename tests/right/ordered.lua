-- What goes by an order among rows, and an amount in parts: every key there is.
pack "p" { title = "P", version = "1", source = "illustration",
  rounding = { to = "0.01", mode = "half away from zero" } }
records "place" { what = "a place", key = "place_id", dated_by = "opened",
  input "place_id" { type = "id", required = true },
  input "child" { type = "id" },
  input "kind" { type = "choice", one_of = { "new", "kept" } },
  input "opened" { type = "date" },
  input "avoided" { type = "GBP/year", label = "Avoided" },
  input "part" { type = "ratio", min = 0, max = 1 },
  input "paid" { type = "GBP" },
  input "gone" { type = "count", min = 0, max = 3 } }
param "for_one" { type = "percent", label = "Share of each", { from = "2026-04-01", value = 25, source = "illustration" } }
score "rank_of_kind" { label = "Points of the kind", source = "illustration",
  { of = place.kind, points = { new = 2, kept = 1 } } }
attribution "once" { label = "Once for each child", claim = place.avoided, once_for = place.child,
  order = { score.rank_of_kind:highest_first(), place.opened:latest_first(), place.kind, place.place_id },
  source = "illustration" }
attribution "in_part" { label = "By share of the child", claim = place.avoided, once_for = place.child,
  share = place.part, source = "illustration" }
attribution "alike" { label = "A quarter of the kind each", claim = place.avoided, once_for = place.kind,
  share = param.for_one, rounding = { to = "1", mode = "half away from zero" }, source = "illustration" }
figure "earlier_claim" { label = "The claim before", type = "GBP/year",
  value = previous(place.avoided, { by = { place.child, place.kind }, order = { place.opened, place.place_id } }) }
figure "earlier_kind" { label = "The kind before", value = previous(place.kind, { order = { place.place_id } }) }
figure "due" { label = "Due", type = "GBP", value = place.avoided * years(1) * param.for_one }
instalments "term" { label = "To pay", of = figure.due, dates = { "2026-09-15", "2027-01-15", "2027-04-15" },
  remainder = "spread", paid = place.paid, done = place.gone, source = "illustration" }
instalments "half" { label = "Halves", of = attribution.in_part * years(1), into = 2, remainder = "first",
  source = "illustration" }
figure "all_counted" { label = "Counted", type = "GBP/year", value = sum(attribution.once) }
figure "all_removed" { label = "Counted twice", type = "GBP/year", value = sum(attribution.once.removed) }
example "the newer kind is counted first, and what was paid is dealt again" {
  on = "2026-09-01",
  rows = {
    { place_id = "1", child = "A", kind = "kept", avoided = "10.00", part = "0.5", paid = 1, gone = 1 },
    { place_id = "2", child = "A", kind = "new", avoided = 30, part = "0.5", paid = 0, gone = 0 } },
  expect = { once = 0, once_removed = 10, in_part = 5, in_part_removed = 5, alike = 3, earlier_claim = missing,
    earlier_kind = missing, due = "2.50", term_1 = 0, term_2 = "0.75", term_3 = "0.75", half_1 = "2.50",
    half_2 = "2.50", all_counted = 30, all_removed = 10 } }
