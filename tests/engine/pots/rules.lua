-- Pots of every kind, small enough to be walked through moment by moment.
pack "pots" { title = "Pots", version = "1", source = "illustration",
  rounding = { to = "0.01", mode = "half away from zero" } }
records "place" { what = "a place", key = "place_id",
  input "place_id" { type = "id", required = true },
  input "area" { type = "id" },
  input "school" { type = "text" },
  input "agreed" { type = "yes/no" },
  input "cost" { type = "GBP", min = -100, max = 90000 },
  input "pot" { type = "GBP" },
  input "most" { type = "GBP" } }
criterion "yes" { label = "Agreed", test = place.agreed, if_met = "Yes.", if_unmet = "No.", source = "illustration" }
award "support" { label = "Support", type = "GBP", when = criterion.yes, amount = place.cost, full_year = place.cost,
  source = "illustration" }
allocation "queue" { label = "Queue", claim = award.support, pot = place.pot, by = { place.area }, share = "in order",
  cap_for = { by = { place.school }, most = place.most }, order = { place.cost:highest_first(), place.place_id },
  source = "illustration" }
allocation "cut" { label = "Cut", claim = award.support, pot = 20, share = "pro rata", cap = 12, floor = 2,
  source = "illustration" }
allocation "alike" { label = "Alike", claim = allocation.cut.unpaid, pot = 5, share = "equal", source = "illustration" }
example "who costs most is first" {
  rows = { { place_id = "B", area = "N", school = "S", agreed = "yes", cost = 8, pot = 10, most = 100 },
           { place_id = "A", area = "N", school = "S", agreed = "yes", cost = 9, pot = 10, most = 100 },
           { place_id = "C", area = "N", school = "T", agreed = missing, cost = 9, pot = 10, most = 100 } },
  expect = { queue = 0, queue_place = 2, queue_left = 1, queue_unpaid = 8, queue_full_year = 0, cut = 8, alike = 0 } }
