-- A pot shared out over claims: every key there is.
pack "p" { title = "P", version = "1", source = "illustration",
  rounding = { to = "0.01", mode = "half away from zero" } }
records "pupil" { what = "a pupil", key = "pupil_id", dated_by = "panel_date",
  input "pupil_id" { type = "id", required = true },
  input "panel_date" { type = "date" },
  input "school" { type = "id" },
  input "asked" { type = "GBP/year", min = 0, max = 50000 },
  input "points" { type = "points", min = 0, max = 9 },
  input "agreed" { type = "yes/no", label = "Agreed" } }
param "envelope" { type = "GBP", label = "Money for the year", basis = "financial year",
  { from = "2026-04-01", value = 1000, source = "illustration" },
  { from = "2027-04-01", value = 500, source = "illustration" } }
param "committed" { type = "GBP", label = "Promised before", { from = "2026-04-01", value = 100, source = "illustration" } }
param "most" { type = "GBP", label = "Most for a school", { from = "2026-04-01", value = 600, source = "illustration" } }
criterion "agreed_to" { label = "Agreed to", test = pupil.agreed, if_met = "Agreed.", if_unmet = "Not agreed.",
  source = "illustration" }
award "support" { label = "Support", type = "GBP", when = criterion.agreed_to, full_year = pupil.asked,
  amount = pupil.asked * years(1, 2), source = "illustration" }
local year = financial_year(pupil.panel_date)
allocation "paid" { label = "Paid", claim = award.support, pot = param.envelope - param.committed, by = { year },
  share = "in order", part_award = false, if_short = "stop",
  cap_for = { by = { pupil.school }, most = param.most },
  order = { pupil.points:highest_first(), pupil.pupil_id }, source = "illustration" }
allocation "passing" { label = "Passing over", claim = award.support, pot = param.envelope, by = { year },
  share = "in order", part_award = false, if_short = "next that fits", order = { pupil.pupil_id },
  source = "illustration" }
allocation "last_in_part" { label = "The last in part", claim = award.support, pot = 850,
  share = "in order", part_award = true, cap = 400, order = { pupil.pupil_id }, source = "illustration" }
allocation "cut" { label = "Cut alike", claim = award.support, pot = 900, share = "pro rata", floor = 90,
  source = "illustration" }
allocation "alike" { label = "Equal parts", claim = allocation.last_in_part.unpaid, pot = 301, share = "equal",
  order = { pupil.points, pupil.pupil_id }, source = "illustration" }
figure "spent" { label = "Spent", type = "GBP", value = sum(allocation.paid, { missing = "left out" }) }
figure "next_year" { label = "For a full year", type = "GBP/year",
  value = sum(allocation.paid.full_year, { missing = "left out" }) }
figure "short" { label = "Not paid", type = "GBP", value = sum(allocation.paid.unpaid, { missing = "left out" }) }
figure "at_stake" { label = "Could cost", type = "GBP", value = sum(allocation.paid.could_cost) }
figure "in_full" { label = "Paid in full",
  value = count(pupil, { where = allocation.paid.outcome:is("in full"), missing = "left out" }) }
figure "rest" { label = "Rest", type = "GBP", value = allocation.last_in_part.left }
figure "last_place" { label = "Claims in the queue", value = maximum(allocation.passing.place_in_queue,
  { missing = "left out" }) }
example "who comes first is paid first, each pot from its own year" {
  on = "2026-09-01",
  rows = {
    { pupil_id = "a", panel_date = "2026-09-01", school = "S", asked = 1000, points = 1, agreed = "yes" },
    { pupil_id = "b", panel_date = "2026-09-01", school = "S", asked = 400, points = 5, agreed = "yes" },
    { pupil_id = "c", panel_date = "2026-09-01", school = "T", asked = 600, points = 0, agreed = "yes" },
    { pupil_id = "d", panel_date = "2027-09-01", school = "T", asked = 802, points = 0, agreed = "yes" },
    { pupil_id = "e", panel_date = "2026-09-01", school = "T", asked = 802, points = 9, agreed = "no" },
    { pupil_id = "f", panel_date = "2026-09-01", school = "T", asked = 802, points = 9 } },
  expect = {
    paid = 0, paid_unpaid = 500, paid_place = 2, paid_left = 400, paid_full_year = 0,
    passing = 500, passing_place = 1, passing_left = 0, last_in_part = 400, last_in_part_unpaid = 100,
    last_in_part_place = 1, last_in_part_full_year = 800, cut = "321.20", cut_left = 0, alike = 100,
    last_in_part_left = 0, alike_left = 0, paid_outcome = "cap reached", at_stake = 401, in_full = 2, spent = 500, next_year = 1000, short = "901.00", rest = 0, last_place = 3 } }
