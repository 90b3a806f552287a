-- Every kind of thing that an explanation may have to explain, in rows that stand by themselves.
pack "stays" {
  title = "Short stays", version = "3", language = 1, owner = "Tests", source = "illustration", approved = "draft",
  rounding = { to = "0.01", mode = "half away from zero" },
}

records "stay" {
  what = "a short stay", key = "stay_id", dated_by = "begins", missing = { c = "confidential" },
  input "stay_id"  { type = "id", column = "Stay", private = true, required = true },
  input "begins"   { type = "date", column = "Begins", required = true, label = "First day" },
  input "price"    { type = "GBP", min = 0, max = 99999, column = "Price", label = "Price of the stay" },
  input "nights"   { type = "count", min = 0, max = 99, column = "Nights", label = "Nights" },
  input "need"     { type = "choice", one_of = { "ASD", "HI" }, column = "Need", label = "Need" },
  input "asked"    { type = "yes/no", column = "Asked", label = "The family has asked" },
  input "last_end" { type = "date", blank = "no stay before", column = "Last End", label = "End of the last stay" },
}

param "share" { type = "percent", label = "Share that is paid",
  { from = "2026-01-01", value = 50, source = "first decision" },
  { from = "2026-09-01", value = 60, source = "second decision" } }
param "most" { type = "GBP", label = "Most that is paid", source = "illustration", { from = "2026-01-01", value = 900 } }
param "long" { type = "count", label = "Nights of a long stay", source = "illustration", { from = "2025-01-01", value = 7 } }
param "gap" { type = "days", label = "Days between stays", source = "illustration", { from = "2026-01-01", value = 30 } }

lookup "extra" { by = { need = stay.need }, source = "illustration", types = { amount = "GBP" },
  { need = "ASD", amount = "12.50" }, { need = "HI", amount = missing } }

criterion "asked_for" { label = "The family has asked", source = "illustration", test = stay.asked,
  asks = "Ask the family.", if_met = "The family has asked.", if_unmet = "The family has not asked." }
criterion "rested" { label = "Long enough since the last stay",
  { from = "2026-01-01", source = "first decision",
    test = any { stay.last_end:given():is("no"), (stay.last_end + param.gap):on_or_before(stay.begins) },
    if_met = "It is {gap} or more.", if_unmet = "The last stay ended on {last_end}." },
  { from = "2026-09-01", source = "second decision", test = stay.last_end:given():is("no"),
    if_met = "There was none.", if_unmet = "There was one, to {last_end}." } }

figure "a_night" { label = "Price of a night", type = "GBP", rounding = { to = "0.01", mode = "half even" },
  value = stay.price / stay.nights }
figure "part" { type = "GBP", value = lower_of { stay.price * param.share, param.most } }

score "points" { label = "Points", source = "illustration", out_of = 3,
  { of = stay.need, points = { ASD = 1, HI = 0 } }, { when = stay.nights:over(param.long), points = 2 } }
bands "length" { label = "Length", of = score.points, source = "illustration", types = { word = "text" },
  below = { name = "short", word = "a" }, { at_least = 1, name = "middle", word = "b" },
  { over = 2, name = "long", word = "c" } }
figure "kind" { label = "Kind", value = choose {
  { when = stay.nights:over(param.long), take = "long" }, { when = stay.need:is("HI"), take = "other" }, otherwise = "short" } }
figure "words" { label = "In words", value = sentence "{nights} nights, {kind}, {length}." }

award "paid" { label = "Paid", type = "GBP", source = "illustration",
  when = all { criterion.asked_for, criterion.rested }, amount = figure.part + lookup.extra.amount,
  full_year = figure.part * 2 }

figure "total" { label = "Paid in all", type = "GBP", value = sum(award.paid, { missing = "left out" }) }
figure "stays" { label = "Stays", value = count(stay) }

example "the share is paid" {
  on = "2026-09-01", given = { stay_id = 1, price = "100.01", nights = 2, need = "ASD", asked = "yes", last_end = "" },
  expect = { asked_for = "met", rested = "met", paid = "72.51", paid_full_year = "120.01", paid_decision = "met",
             a_night = "50.00", points = 1, length = "middle", kind = "short", total = "72.51", stays = 1 } }
example "half is half, to even" {
  on = "2026-01-01", given = { price = "0.05", nights = 2 }, expect = { a_night = "0.02", asked_for = "cannot tell",
    paid = missing, paid_decision = "cannot tell", words = "2 nights, not known, not known." } }
example "a stay before" {
  on = "2026-08-31", given = { last_end = "2026-08-02", asked = "yes" },
  expect = { rested = "unmet", paid = 0, paid_decision = "unmet" } }
example "several stays" {
  on = "2026-09-01",
  rows = { { stay_id = 1, price = 10, need = "ASD", asked = "yes", last_end = "" },
           { stay_id = 2, price = 20, need = "ASD", asked = "no", last_end = "" },
           { stay_id = 3, price = "£1,000.00", need = "ASD", asked = "yes", last_end = "" } },
  expect = { paid = "18.50", total = "631.00", stays = 3 } }
