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
example "the report's lines stand from April 2025" {
  on = "2025-04-01", given = one {},
  expect = { line_opening = 113300000, line_earlier_funding = 1900000, line_budget_gap = 57500000,
             line_less_funding = 500000, line_overspend = 15500000, line_other_blocks = 1300000,
             line_next_gap = 95700000, dsg_2025 = 376804900, block_2026 = 62000000, other_2026 = 47277000,
             schools_2026 = 278100000, override = "2028-03-31" } }
example "and those of the year before from April 2024" {
  on = "2024-04-01", given = one {}, expect = { in_year_part_2024 = "13.6", part_2025 = 31 } }
example "the report's deficit is the lowest, a pound below the others" {
  on = on, params = { opening = 113299999 }, given = one {}, expect = { eligible_deficit = 183599999 } }
example "the accounts have the lowest, a pound below the report" {
  on = on, params = { opening = 113300001 }, given = one {}, expect = { eligible_deficit = 183600000 } }
example "what is not of high needs is not eligible; half a pound goes up" {
  on = on, params = { deficit_elsewhere = 8, not_high_needs = 3 }, given = one {},
  expect = { eligible_deficit = 5, stability_grant = 5 } }
example "nine tenths of 8 are 7.20, which is 7" {
  on = on, params = { deficit_elsewhere = 8 }, given = one {}, expect = { stability_grant = 7 } }
example "nine tenths of the deficit are granted" {
  on = on, given = one {}, expect = { stability_grant = 165240000 } }
example "no transfer is over a half per cent" {
  on = on, given = one {}, expect = { forum_can_agree = "met" } }
example "a little more than a half per cent needs the Department" {
  on = on, params = { transfer = "0.55" }, given = one {}, expect = { forum_can_agree = "unmet" } }
example "so does a half, were less the most" {
  on = on, params = { transfer_most = "0.3" }, given = one {}, expect = { forum_can_agree = "unmet" } }

-- Halves go up, and less than a half goes down: a grant of £2,000 that grows by £0.50, and parts of it to the tenth.
example "half a pound of the grant, and half a tenth of one per cent" {
  on = on, params = { dsg_2024 = 2000, dsg_growth = "0.025", in_year_2024 = 1, deficit_2025 = "2.80" }, given = one {},
  expect = { dsg_2025 = 2001, in_year_part_2024 = "0.1", part_2025 = "0.1" } }
example "a quarter of a pound of the grant" {
  on = on, params = { dsg_2024 = 50, dsg_growth = "0.5" }, given = one {}, expect = { dsg_2025 = 50 } }
-- A penny more or less in an amount shows where the growth of it ends just at half a pound, or just below.
for name, of in pairs {
  dsg_2025     = { "dsg_growth",   { "0.005",    365848292 }, { "0.0000518", 365830189 } },
  block_2026   = { "block_growth", { "0.000025", 62000016 },  { "0.0000008", 62000000 } },
  other_2026   = { "other_growth", { "0.0005",   45900230 },  { "0.0000098", 45900004 } },
  schools_2026 = { "dsg_growth",   { "0.000005", 270000014 }, { "0.0000087", 270000023 } },
} do
  for i = 2, 3 do
    example(name .. ", by a growth of " .. of[i][1] .. "%") {
      on = on, params = { [of[1]] = of[i][1] }, given = one {}, expect = { [name] = of[i][2] } }
  end
end
-- A sixteenth of the grant is 6.25%, which is 6.3; of a grant that is ten pence more it is 6.2.
for name, grant in pairs { in_year_part_2024 = 795920000, part_2025 = 1812112000 } do
  example("exactly 6.25%: " .. name) {
    on = on, params = { dsg_2024 = grant }, given = one {}, expect = { [name] = "6.3" } }
  example("just below 6.25%: " .. name) {
    on = on, params = { dsg_2024 = grant .. ".10" }, given = one {}, expect = { [name] = "6.2" } }
end

example "half a new plan in a hundred, and half a pound on the cost of a plan" {
  on = on, given = one { joined = "0.5", unit_cost = 50, prices = 1 },
  expect = { joiners_as_is_2026 = "0.51", unit_cost_as_is_2026 = 51 } }
example "a quarter of a pound on it" {
  on = on, given = one { unit_cost = 50, prices = "0.5" }, expect = { unit_cost_as_is_2026 = 50 } }
example "half a plan at 53 pounds, all year" {
  on = on, given = one { plans_before = "0.5", joined = 0, plans = "0.5", unit_cost = 53 },
  expect = { cost_as_is_2026 = 27 } }
example "a quarter of a plan at 53 pounds" {
  on = on, given = one { plans_before = "0.25", joined = 0, plans = "0.25", unit_cost = 53 },
  expect = { cost_as_is_2026 = 13 } }
example "one in 20,000 ceases, and one goes" {
  on = on, given = one { plans_before = 20000, ceased = 1, went = 1, plans = 20008 },
  expect = { ceasing = "0.0001", going = "0.0001" } }
example "a third ceases: 49.995 of 150" {
  on = on, given = one { plans_before = 3, ceased = 1, plans = 150 },
  expect = { ceasing = "0.3333", unexplained = 138, plans_as_is_2026 = "248.11" } }
example "a third goes" { on = on, given = one { plans_before = 3, went = 1 }, expect = { going = "0.3333" } }
example "a third of 20 ceases: 6.666" {
  on = on, given = one { plans_before = 3, ceased = 1, plans = 20 },
  expect = { unexplained = 8, plans_as_is_2026 = "31.43" } }
example "of one plan a half ceases" {
  on = on, given = one { plans_before = 1, ceased = "0.5" }, expect = { ceasing = "0.5" } }

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
example "half of what they leave open goes on" {
  on = on, params = { unexplained_goes_on = 50 }, given = one { plans = 104 }, expect = { plans_as_is_2026 = "116.1" } }
example "what two settings leave open is added up" {
  on = on, rows = { setting = { one { plans = 104 }, costly { plans = 106 } } },
  expect = { unexplained_first = 10, setting_says =
    "mainstream school, 5 to 10: 104 plans at £10,000.00 a plan a year (example)." } }
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
local function moved(changes, plans)
  return { setting = { one(changes), costly {} }, move = { { move_id = "1", from = "A", to = "B", plans = plans } } }
end
example "one plan in 20,000 moves" {
  on = on, rows = moved({ plans_before = 20000, plans = 20009 }, 1), expect = { moving = "0.0001" } }
example "one plan in three moves" {
  on = on, rows = moved({ plans_before = 3, plans = 12 }, 1), expect = { moving = "0.3333" } }
example "half of a hundredth of a plan moves" {
  on = on, rows = moved({ plans_before = 2, plans = "0.01" }, 1),
  expect = { moving = "0.5", moves_as_is_2026 = "0.01" } }
example "less than a half of it does not" {
  on = on, rows = moved({ plans_before = 5, plans = "0.01" }, 2),
  expect = { moving = "0.4", moves_as_is_2026 = 0 } }
example "where there were no plans a year before, none are taken to move" {
  on = on, rows = moved({ plans_before = 0, plans = 5 }, 5), expect = { moving = 0 } }
example "an average of one plan, and half a pound" {
  on = on, given = one { plans_before = 0, plans = 1, unit_cost = "16.5" }, expect = { average_1 = 17 } }
example "an average of two plans of one placement, and of one of another" {
  on = on,
  rows = { setting = { one { plans_before = 0, plans = 1, unit_cost = 10 },
                       one { setting_id = "C", plans_before = 0, plans = 1, unit_cost = "22.5" }, costly {} } },
  expect = { average_1 = 16, average_4 = 60000 } }
example "one plan stays one plan: it does not grow" {
  on = on, given = one { plans_before = 1, joined = 0, plans = 1 }, expect = { growth_of_plans = 0 } }
example "no plans have no growth" {
  on = on, given = one { plans_before = 0, joined = 0, plans = 0 }, expect = { growth_of_plans = missing } }
example "from 2,000 plans to 2,001 in five years, half a tenth of one per cent" {
  on = on, params = { growth = 0 }, given = one { plans_before = "1999.8", joined = "0.2", plans = 2000 },
  expect = { unexplained = 0, growth_of_plans = "0.1" } }
example "from 2,000 plans to 2,000.50" {
  on = on, params = { growth = 0 }, given = one { plans_before = "1999.9", joined = "0.1", plans = 2000 },
  expect = { growth_of_plans = 0 } }
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
  expect = { override_as_is = 551712310, override_planned = 385040095, override_best = 381807595,
             override_worst = 554944810, interest_as_is = 34301658, interest_planned = 21872852,
             interest_worst = 34419846, balances_as_is = "not by 2040-41", taken_off = 166672215 } }
example "central government meets the gap from 2028-29 in the best case alone" {
  on = on, given = one { joined = 0, plans_before = 100, plans = 10000 },
  expect = { balances_best = "in 2028-29", balances_planned = "not by 2040-41", supported_best = 11348151462,
             supported_as_is = 0, supported_planned = 0, supported_worst = 0, shown_best_2031 = 381807595,
             shown_best_2041 = 381807595, shown_as_is_2036 = 5964817305 } }
example "the four scenarios of a council that spends less than it has" {
  on = on, given = one {},
  expect = { deficit_as_is_2026 = 169927500, deficit_planned_2026 = 4687500, deficit_best_2026 = 4681750,
             deficit_worst_2026 = 169933255, deficit_as_is_2027 = 155914810, deficit_planned_2027 = -10757405,
             gap_planned_2027 = -15444905, support_best_2028 = 0, supported_best = 0 } }

example "without an approved plan there is no grant to leave out of what measures and transfers do" {
  on = on, params = { approved_planned = "no" }, given = one {}, expect = { taken_off = 1432215, by_measures = 1432215 } }

-- Nothing but £20, or £5, more than the block in each year; no deficit before.
local function alone(changes)
  local params = { opening = -70300000, block_2025 = 97, block_growth = 0, other_growth = 0, dsg_2024 = 40000,
                   dsg_growth = 0, schools_2025 = 100, transfer = "0.5" }
  for name, value in pairs(changes) do params[name] = value end
  return params
end
local nobody = one { plans_before = 0, joined = 0, plans = 0 }
example "half a pound of interest, of transfer and of support, and half a tenth of one per cent" {
  on = on, params = alone { other_2025 = 117, support_worst = "12.5", approved_planned = "no" }, given = nobody,
  expect = { reported_2026 = 0, gap_as_is_2026 = 20, deficit_as_is_2026 = 20, interest_as_is_2026 = 1,
             gap_part_as_is_2026 = "0.1", part_as_is_2026 = "0.1", transfer_planned_2026 = 1, gap_planned_2026 = 19,
             support_worst_2026 = 3, gap_worst_2026 = 17, supported_worst = 45 } }
for running, of in pairs { ["0.01"] = { 97, "0.01", "not by 2040-41" }, ["0.99"] = { 96, "-0.01", "in 2026-27" } } do
  example("a gap of £" .. of[2]) {
    on = on, params = alone { other_2025 = of[1], delivered_as_is = 100 },
    rows = { setting = { nobody }, measure = { done { acts_on = "A", instead = "", plans = "", running = running } } },
    expect = { gap_as_is_2026 = of[2], balances_as_is = of[3] } }
end
example "less than half of each" {
  on = on, params = alone { other_2025 = 102, schools_2025 = 50, support_worst = 25 }, given = nobody,
  expect = { gap_as_is_2026 = 5, interest_as_is_2026 = 0, gap_part_as_is_2026 = 0, part_as_is_2026 = 0,
             transfer_planned_2026 = 0, support_worst_2026 = 1 } }

-- EHC plans that fall by ten a year, from 160, at £10,000 each: 155 in the mean of the first year, 145 in that of the
-- second, 15 in that of the last. The block is what they cost in one of those years, and so that year balances; the
-- gaps until then add £100,000 to the deficit, and £100,000 more for each year before.
for _, of in ipairs {
--  31 March,   block,  deficit then,  interest
  { 2027,     1550000,     183600000,   9180000 },
  { 2028,     1450000,     183700000,  18367500 },
  { 2029,     1350000,     183900000,  27572500 },
  { 2030,     1250000,     184200000,  36805000 },
  { 2031,     1150000,     184600000,  46075000 },
  { 2032,     1050000,     185100000,  55392500 },
  { 2033,      950000,     185700000,  64767500 },
  { 2034,      850000,     186400000,  74210000 },
  { 2035,      750000,     187200000,  83730000 },
  { 2036,      650000,     188100000,  93337500 },
  { 2037,      550000,     189100000, 103042500 },
  { 2038,      450000,     190200000, 112855000 },
  { 2039,      350000,     191400000, 122785000 },
  { 2040,      250000,     192700000, 132842500 },
  { 2041,      150000,     194100000, 143037500 },
} do
  local ends, year = of[1], of[1] - 1 .. "-" .. string.sub(of[1], 3)
  for _, day in ipairs { ends - 1 .. "-04-01", ends .. "-03-31" } do
    example("the override ends on " .. day .. ", in the first year that balances") {
      on = on,
      params = { other_2025 = 0, other_growth = 0, block_2025 = of[2], block_growth = 0, override_ends = day },
      rows = { year = { { year_id = year } },
               setting = { one { plans_before = 170, joined = 0, plans = 160 } } },
      expect = { balances_as_is = "in " .. year, override_as_is = of[3], interest_as_is = of[4], as_is_gap = 0,
                 as_is_deficit = of[3] } }
  end
end
example "a pound short of the last of them: not balanced by then" {
  on = on, params = { other_2025 = 0, other_growth = 0, block_2025 = 149999, block_growth = 0 },
  rows = { year = { { year_id = "2041-42" } }, setting = { one { plans_before = 170, joined = 0, plans = 160 } } },
  expect = { balances_as_is = "not by 2040-41", as_is_spending = missing, as_is_deficit = missing } }
example "an override that lasts longer than the plan" {
  on = on, params = { override_ends = "2041-04-01" }, given = one {},
  expect = { override_as_is = missing, interest_as_is = missing } }

-- In each year one measure that begins on 1 April and ends on 2 April, of one plan; and one from 2 April to the next
-- 1 April, of a hundred, which is in force on no 1 April.
local in_each_year, one_in_each_year = {}, {}
for y = 2025, 2040 do
  table.insert(in_each_year, done { measure_id = y .. "a", acts_on = "A", instead = "", plans = 1,
                                    starts = y .. "-04-01", ends = y .. "-04-02" })
  table.insert(in_each_year, done { measure_id = y .. "b", acts_on = "A", instead = "", plans = 100,
                                    starts = y .. "-04-02", ends = y + 1 .. "-04-01" })
end
for y = 2026, 2040 do one_in_each_year["not_made_" .. y] = 1 end

-- What the plan takes off until 31 March 2028; the schools block pays in 1,432,215 of it, in 2027-28.
local both = { one {}, costly {} }
example "ten placements a year that move" {
  on = on, rows = { setting = both, measure = { done {} } },
  expect = { measures = 1, measures_without = 0, by_measures = 2432215, plans_as_is_2026 = "110.1",
             plans_planned_2026 = "120.1", plans_best_2026 = 120, plans_worst_2026 = "115.2" } }
example "a measure that begins a day before the year and ends before the next" {
  on = on, rows = { setting = { one {} }, measure = { done { acts_on = "A", instead = "", starts = "2026-03-31",
                                                             ends = "2027-03-31" } } },
  expect = { not_made_2026 = 10, not_made_2027 = 0 } }
example "a measure is in force on 1 April from its first day to the day before its last" {
  on = on,
  rows = { setting = { one {} }, measure = in_each_year },
  expect = one_in_each_year }
example "plans that are not made" {
  on = on, rows = { setting = both, measure = { done { acts_on = "A", instead = "", plans = 4 } } },
  expect = { by_measures = 1512215 } }
example "no more plans can be left unmade than would begin" {
  on = on, rows = { setting = both, measure = { done { acts_on = "A", instead = "", plans = 400 } } },
  expect = { by_measures = 1634715 } }
example "a cost that is lowered" {
  on = on, rows = { setting = both, measure = { done { plans = "", cheaper = 10 } } },
  expect = { measures_without = 0, by_measures = 2753715 } }
example "a measure without an auditable figure is counted, lowers nothing, and costs what it costs" {
  on = on, rows = { setting = both, measure = { done { plans = "", running = 1500000 } } },
  expect = { measures = 1, measures_without = 1, by_measures = -1567785 } }
example "it costs all of that, though a hundredth of the measures is delivered" {
  on = on, params = { delivered_planned = 1 },
  rows = { setting = both, measure = { done { plans = "", running = 1500000 } } }, expect = { by_measures = -1567785 } }
example "a measure that begins when the override ends" {
  on = on, rows = { setting = both, measure = { done { starts = "2028-04-01" } } },
  expect = { by_measures = 1432215 } }
example "a measure of one year" {
  on = on, rows = { setting = both, measure = { done { ends = "2027-03-31" } } },
  expect = { by_measures = 2182215 } }
