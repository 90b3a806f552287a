-- The words of `funding`, on the columns of a row and on plain values.
pack "funding" { title = "The funding arithmetic", version = "1", source = "illustration" }
records "line" { what = "places of one kind", key = "line_id",
  input "line_id"       { type = "id", required = true },
  input "rate"          { type = "GBP/place/year", min = 0 },
  input "places_before" { type = "places", min = 0 },
  input "places_after"  { type = "places", min = 0 },
  input "months_before" { type = "months", min = 0, max = 12 },
  input "filled"        { type = "places", min = 0 },
  input "taken_off"     { type = "percent", min = 0, max = 100 },
  input "spent"         { type = "gross GBP" },
  input "income"        { type = "GBP" },
  input "heads"         { type = "heads_0_19", min = 0 },
  input "joiners"       { type = "count", min = 0 } }
param "instead" { type = "GBP/place/year", label = "Otherwise", { from = "2025-04-01", value = 64000, source = "illustration" } }
param "granted" { type = "percent", label = "Granted", { from = "2025-04-01", value = 90, source = "illustration" } }

award "deduction" { label = "Place funding", type = "GBP", rounding = { to = "1.00", mode = "up" }, source = "illustration",
  amount = funding.place { rate = line.rate, before = line.places_before, after = line.places_after,
    months_before = line.months_before } }
figure "unit" { label = "A unit", type = "GBP/year", value = funding.unit_places { places = line.places_after,
  occupied = line.filled, rate_occupied = 6000, rate_empty = line.rate } }
-- A list is added up; one that is empty is nothing.
figure "closing" { label = "Closing", type = "GBP", value = funding.roll_forward { opening = award.deduction,
  raises = { line.income, "0.50", line.income * 2 }, lowers = {} } }
-- Percentages stand as percentages, whether a number, a column or a parameter.
figure "avoided" { label = "Avoided", type = "GBP", rounding = { to = "0.01", mode = "half even" },
  value = funding.avoided { units = line.filled, instead_of = param.instead, cost = line.rate,
    months = 6, deadweight = line.taken_off, optimism = "12.5", share = param.granted } }
figure "grant" { label = "Grant", type = "GBP", value = funding.stability_grant { deficit = line.income * 4,
  share = param.granted } }
-- Net stays net, and a head of one age a head of that age.
figure "a_head" { label = "A head", type = "net GBP/head_0_19", rounding = { to = "0.01", mode = "half even" },
  value = funding.per_head { amount = funding.net { gross = line.spent, income = line.income }, people = line.heads } }
-- Counts stay counts.
figure "caseload" { label = "Caseload", type = "count",
  value = funding.caseload { opening = 100, joiners = line.joiners, leavers = 3 } }
figure "all_of_it" { label = "All", type = "GBP", value = sum(funding.topup { cost = line.rate * line.filled, met = 6000,
  part = years(1, 3) }, { missing = "left out" }) }

print(funding.guarantee { baseline_income = 1000000, baseline_places = 50, change = 3, income = 1000000, places = 49 })
print(funding.payback { outlay = 9000000, a_year = "1000000" }, funding.break_even { outlay = 100000, each = 30000 })

example "three places, then two" {
  on = "2026-04-01",
  given = { line_id = "1", rate = 10000, places_before = 3, places_after = 2, months_before = 5, filled = "0.5",
    taken_off = 20, spent = 1000, income = "100.25", heads = 7, joiners = 5 },
  expect = { deduction = 24167, unit = 18000, closing = "24468.25", avoided = "8505.00", grant = "360.90",
    a_head = "128.54", caseload = 102 } }
example "what is missing stays missing" {
  on = "2026-04-01",
  given = { line_id = "1", rate = 10000, places_before = 3, months_before = 5, income = 1 },
  expect = { deduction = missing, unit = missing, closing = missing, avoided = missing, grant = "3.60",
    a_head = missing, caseload = missing } }
example "a kind of place without months before the change" {
  on = "2026-04-01",
  given = { line_id = "1", rate = 6000, places_before = 418, places_after = 438, months_before = 4 },
  expect = { deduction = 2588000 } }

-- Shares of one whole add up to what is dealt out, without rounding.
records "authority" { what = "an authority", key = "authority_id",
  input "authority_id" { type = "id", required = true },
  input "formula"      { type = "GBP", min = 0, max = 99999999 } }
local england = sum(authority.formula)
figure "share" { label = "Share", type = "GBP",
  value = funding.share_of_grant { part = authority.formula, whole = england, grant = 100 } }
figure "shares" { label = "All shares", type = "GBP", value = sum(figure.share) }
example "shares add up" {
  on = "2026-04-01",
  rows = { authority = { { authority_id = "1", formula = 1 }, { authority_id = "2", formula = 2 },
    { authority_id = "3", formula = 4 } } },
  expect = { shares = 100 } }
