-- A pack for mutate.py: made up, every figure is an illustration.

pack "changes" { title = "Changes", version = "1", language = 1, owner = "Nobody", source = "illustration",
  approved = "draft" }

records "pupil" { what = "a pupil", key = "pupil_id", dated_by = "day",
  input "pupil_id" { type = "id", private = true, required = true },
  input "day"      { type = "date", required = true },
  input "cost"     { type = "GBP/year", min = 0, max = 90000 },
  input "hours"    { type = "hours", min = 0, max = 40 },
  input "met"      { type = "yes/no" },
  input "agreed"   { type = "yes/no" },
}

param "first" { type = "GBP/year", label = "First",
  { from = "2026-04-01", value = 6000, source = "illustration" },
  { from = "2027-04-01", value = 6500, source = "illustration" } }
param "cap" { type = "GBP/year", label = "Cap", { from = "2026-04-01", value = 10000, source = "illustration" } }

bands "size" { of = pupil.hours, label = "Size", source = "illustration",
  types = { part = "ratio" },
  below = { name = "small", part = "0.5" },
  { at_least = 10, name = "middle", part = "0.75" },
  { over = 20, name = "large", part = 1 } }

criterion "costs_more" { label = "Costs more", source = "illustration",
  test = pupil.cost:over(param.first),
  if_met = "It does.", if_unmet = "It does not." }
criterion "ready" { label = "Ready", source = "illustration",
  test = all { pupil.met, pupil.agreed },
  if_met = "It is.", if_unmet = "It is not." }

award "paid" { label = "Paid", type = "GBP/year", source = "illustration",
  when = all { criterion.costs_more, criterion.ready },
  amount = lower_of { pupil.cost - param.first, param.cap } * bands.size.part }

figure "total" { label = "Total", type = "GBP/year", value = sum(award.paid, { missing = "left out" }) }

example "above the threshold" {
  on = "2026-09-01", given = { pupil_id = "1", day = "2026-09-01", cost = 8000, hours = 10, met = "yes", agreed = "yes" },
  expect = { paid = 1500, size = "middle" } }
example "at the threshold" {
  on = "2026-09-01", given = { pupil_id = "1", day = "2026-09-01", cost = 6000, hours = 20, met = "yes", agreed = "yes" },
  expect = { paid = 0, costs_more = "unmet", size = "middle" } }
example "the day before the threshold rises" {
  on = "2026-09-01",
  given = { pupil_id = "1", day = "2027-03-31", cost = "6000.01", hours = 0, met = "yes", agreed = "no" },
  expect = { costs_more = "met", ready = "unmet", size = "small" } }
