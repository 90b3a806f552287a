-- What must stay true. One row of settings, or two with a move or a measure between them: 100 plans of £10,000 a year,
-- 10 of them new, a year in which nothing else happens.

local function one(changes)
  local row = { setting_id = "A", placement = "mainstream school", age = "5 to 10", plans_before = 90, joined = 10,
                came = 0, ceased = 0, went = 0, plans = 100, unit_cost = 10000, prices = 0, cost_source = "example" }
  for name, value in pairs(changes) do row[name] = value end
  return row
end
local function costly(changes)
  local row = one { setting_id = "B", placement = "independent special school", unit_cost = 60000 }
  for name, value in pairs(changes) do row[name] = value end
  return row
end
local function done(changes)
  local row = { measure_id = "1", name = "example", acts_on = "B", instead = "A", starts = "2026-04-01", ends = "",
                plans = 10, cheaper = "", running = "", evidence = "example" }
  for name, value in pairs(changes) do row[name] = value end
  return row
end
local on = "2026-04-01"

example "Table 4: 183.6 million, then 279.3 million" {
  on = on, given = one {}, expect = { reported_2026 = 183600000, reported_2027 = 279300000 } }
example "Table 3: 14% in the year and 31% in all" {
  on = on, given = one {}, expect = { in_year_part_2024 = "13.6", part_2025 = 31 } }
example "nine tenths of the deficit are granted" {
  on = on, given = one {}, expect = { stability_grant = 165240000 } }
example "no transfer is over a half per cent" {
  on = on, given = one {}, expect = { forum_can_agree = "met" } }

example "what plans cost goes by the mean of the first day and the last" {
  on = on, given = one { ceased = 9, plans = 91 },
  expect = { unexplained = 0, ceasing = "0.1", plans_as_is_2026 = "92", cost_as_is_2026 = 915000 } }
example "new plans grow, and those of the year before they grew from" {
  on = on, given = one {},
  expect = { plans_as_is_2026 = "110.1", plans_as_is_2027 = "120.3", plans_best_2026 = "110",
             plans_worst_2026 = "110.2", plans_worst_2027 = "120.6" } }
example "prices rise from the first year, and by more in the worst case" {
  on = on, given = one { joined = 0, plans_before = 100, prices = 3 },
  expect = { cost_as_is_2026 = 1030000, cost_worst_2026 = 1035000, cost_best_2026 = 1025000,
             cost_as_is_2027 = 1060900 } }
example "what stocks and flows leave open has a line, and goes on" {
  on = on, given = one { plans = 104 },
  expect = { unexplained = 4, unexplained_first = 4, plans_as_is_2026 = "118.1" } }
example "plans that come from elsewhere or go there" {
  on = on, given = one { came = 3, went = 9, plans = 94 },
  expect = { unexplained = 0, going = "0.1", plans_as_is_2026 = "97.7" } }
example "where there were no plans a year before, none are taken to cease" {
  on = on, given = one { plans_before = 0, ceased = 2, went = 1, plans = 7 },
  expect = { ceasing = 0, going = 0, plans_as_is_2026 = "17.1" } }
example "a move leaves one setting and joins the other" {
  on = on,
  rows = { setting = { one { plans = 81 }, costly { plans = 119 } },
           move = { { move_id = "1", from = "A", to = "B", plans = 19 } } },
  expect = { plans_first = 200, unexplained_first = 0, growth_of_plans = "51.2", first_gap = -5992000 } }
example "average costs weigh by plans, and there is none where there are no plans" {
  on = on, rows = { setting = { one {}, one { setting_id = "C", age = "11 to 15", plans_before = 40, plans = 50,
                                              unit_cost = 13000 } } },
  expect = { average_1 = 11000, average_2 = missing } }

example "a cost that is not given is not nought" {
  on = on, given = one { unit_cost = missing },
  expect = { reported_2027 = 279300000, plans_as_is_2026 = "110.1", cost_as_is_2026 = missing, first_gap = missing,
             override_planned = missing, balances_best = missing } }
example "new plans that are not given are not none" {
  on = on, given = one { joined = missing },
  expect = { unexplained = missing, plans_as_is_2026 = missing, first_gap = missing } }
example "a placement that is not given leaves every average open" {
  on = on, given = one { placement = missing }, expect = { average_1 = missing, average_2 = missing } }

example "spending within the block balances at once" {
  on = on, given = one {},
  expect = { balances_as_is = "in 2026-27", balances_best = "in 2026-27", first_gap = -13672500 } }
example "the deficit on the day the override ends, and the interest until then" {
  on = on, given = one { joined = 0, plans_before = 100, plans = 10000 },
  expect = { override_as_is = 551712310, interest_as_is = 34301658, balances_as_is = "not by 2040-41" } }
example "central government meets the gap from 2028-29 in the best case alone" {
  on = on, given = one { joined = 0, plans_before = 100, plans = 10000 },
  expect = { balances_best = "in 2028-29", balances_planned = "not by 2040-41" } }

-- What the plan takes off until 31 March 2028; the schools block pays in 1,432,215 of it, in 2027-28.
local both = { one {}, costly {} }
example "ten placements a year that move" {
  on = on, rows = { setting = both, measure = { done {} } },
  expect = { measures = 1, measures_without = 0, by_measures = 2432215 } }
example "plans that are not made" {
  on = on, rows = { setting = both, measure = { done { acts_on = "A", instead = "", plans = 4 } } },
  expect = { by_measures = 1512215 } }
example "no more plans can be left unmade than would begin" {
  on = on, rows = { setting = both, measure = { done { acts_on = "A", instead = "", plans = 400 } } },
  expect = { by_measures = 1634715 } }
example "a cost that is lowered" {
  on = on, rows = { setting = both, measure = { done { plans = "", cheaper = 10 } } },
  expect = { by_measures = 2753715 } }
example "a measure without an auditable figure is counted, lowers nothing, and costs what it costs" {
  on = on, rows = { setting = both, measure = { done { plans = "", running = 1500000 } } },
  expect = { measures = 1, measures_without = 1, by_measures = -1567785 } }
example "a measure that begins when the override ends" {
  on = on, rows = { setting = both, measure = { done { starts = "2028-04-01" } } },
  expect = { by_measures = 1432215 } }
example "a measure of one year" {
  on = on, rows = { setting = both, measure = { done { ends = "2027-03-31" } } },
  expect = { by_measures = 2182215 } }
