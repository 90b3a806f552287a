-- The position of the Dedicated Schools Grant: the deficit rolled forward as the council reports it, and a plan of up
-- to fifteen years: EHC plans by placement and age, what they cost, what funds them, what is done, and how far that
-- goes. The plan is this plan of years; "plans" that are counted, as in "100 plans", are always EHC plans.
--
-- A deficit is above 0 and a surplus below. Every movement is written as a positive amount, and its label says whether
-- it raises or lowers the deficit.
--
-- The reports say where the deficit stands. They do not say what the high needs block is, or how plans begin, move and
-- end. Where a source below begins with "illustration", a council puts its own figure.
--
-- What there is to change stands in three places: the scenarios below; the rows with `value`, one under the other, each
-- from its day on; and the data. A plan that begins a year later has another `first`, the deficit of that year's first
-- day, and data of the year before it; years.csv and the examples move on with it.

pack "grant_position" {
  title    = "The position of the Dedicated Schools Grant",
  version  = "2026.1",
  language = 1,
  owner    = "Schools Finance",
  source   = "Invest to Save report, 27 January 2026, 5.7 and Table 4",
  approved = "draft",
  rounding = { to = "1.00", mode = "half away from zero" },
}

-- What is tried out --------------------------------------------------------------------------------------------------
-- A scenario adds points to the yearly growth of new plans and of prices. It says what part of the measures is
-- delivered, whether the schools block pays in, whether the reform plan is approved and the stability grant comes, and
-- what part of the gap central government meets from 2028-29: that it will is announced, how much is not.

local first = 2026                     -- the plan begins on 1 April of this year,
local last  = first + 14               -- and its last financial year begins on 1 April of that one
local shown = { first + 5, first + 10, last + 1 }   -- 31 March of these years is on the page; `year` has every year

local central = "Invest to Save report, 5.2: from 2028/29"
local not_met = { { from = "2026-04-01", value = 0, source = central } }
local all_met = { { from = "2026-04-01", value = 0, source = central },
                  { from = "2028-04-01", value = 100, source = "illustration" } }

local scenarios = {
  { name = "as_is", says = "Unmitigated: nothing more is done",
    growth = 0, prices = 0, delivered = 0, transfer = "no", approved = "no", support = not_met },
  { name = "planned", says = "Mitigated: as planned",
    growth = 0, prices = 0, delivered = 100, transfer = "yes", approved = "yes", support = not_met },
  { name = "best", says = "Best case",
    growth = -1, prices = "-0.5", delivered = 100, transfer = "yes", approved = "yes", support = all_met },
  { name = "worst", says = "Worst case",
    growth = 1, prices = "0.5", delivered = 50, transfer = "no", approved = "no", support = not_met },
}

local function year_name(y) return y .. "-" .. string.sub(y + 1, 3) end

local to_a_plan  = { to = "0.01", mode = "half away from zero" }
local to_a_pound = { to = "1.00", mode = "half away from zero" }
local to_a_tenth = { to = "0.1", mode = "half away from zero" }   -- of one per cent

-- What is counted ----------------------------------------------------------------------------------------------------
-- Stocks and flows of the year before the plan, a row for each placement and age. An empty cell is missing, and missing
-- is never nought; where `blank` is given, an empty cell is a fact. years.csv names the years of the plan.

local placements = { "mainstream school", "unit or resourced provision", "state special school",
                     "independent special school", "further education", "specialist post-16",
                     "otherwise than at school" }

records "setting" {
  what = "the EHC plans of one placement and one age group",
  key  = "setting_id",
  input "setting_id"   { type = "id", required = true },
  input "placement"    { type = "choice", one_of = placements, label = "Placement" },
  input "age"          { type = "choice", one_of = { "under 5", "5 to 10", "11 to 15", "16 to 19", "20 to 25" },
    label = "Age" },
  input "plans_before" { type = "plans", min = 0, max = 100000, label = "EHC plans a year before the plan begins" },
  input "joined"       { type = "plans", min = 0, max = 100000, label = "New EHC plans in that year" },
  input "came"         { type = "plans", min = 0, max = 100000, label = "EHC plans that came from another authority" },
  input "ceased"       { type = "plans", min = 0, max = 100000, label = "EHC plans that ceased" },
  input "went"         { type = "plans", min = 0, max = 100000, label = "EHC plans that went to another authority" },
  input "plans"        { type = "plans", min = 0, max = 100000, label = "EHC plans when the plan begins" },
  input "unit_cost"    { type = "GBP/plan/year", min = 0, max = 500000,
    label = "Average cost of an EHC plan in that year, place and top-up together" },
  input "prices"       { type = "percent", min = -20, max = 50, label = "Rise of that cost a year" },
  input "cost_source"  { type = "text", label = "Where the cost comes from" },
}

records "move" {
  what = "EHC plans that moved from one row of settings to another: older, or placed elsewhere",
  key  = "move_id",
  input "move_id" { type = "id", required = true },
  input "from"    { type = "id", required = true, label = "Setting they left" },
  input "to"      { type = "id", required = true, label = "Setting they moved to" },
  input "plans"   { type = "plans", min = 0, max = 100000, label = "EHC plans that moved in that year" },
  link "out_of" { to = "setting", by = "from", required = true },
  link "into"   { to = "setting", by = "to", required = true },
}

records "measure" {
  what = "an initiative that lowers caseload or cost",
  key  = "measure_id",
  input "measure_id" { type = "id", required = true },
  input "name"       { type = "text", label = "Initiative" },
  input "acts_on"    { type = "id", required = true, label = "Setting that it acts on" },
  input "instead"    { type = "id", blank = "no plan is made", label = "Setting that takes its place" },
  input "starts"     { type = "date", required = true, label = "1 April of its first year" },
  input "ends"       { type = "date", blank = "it goes on", label = "31 March of its last year" },
  input "plans"      { type = "plans", min = 0, max = 10000, blank = "no auditable figure",
    label = "EHC plans a year that it moves, or that are not made" },
  input "cheaper"    { type = "percent", min = 0, max = 100, blank = "no auditable figure",
    label = "By which it lowers the cost of the setting" },
  input "running"    { type = "GBP/year", min = 0, blank = "paid from elsewhere",
    label = "What it costs the high needs block" },
  input "evidence"   { type = "text", label = "Where its figures come from" },
  link "at"       { to = "setting", by = "acts_on", required = true },
  link "moves_to" { to = "setting", by = "instead" },
}

records "year" {
  what = "a year of the plan", key = "year_id", file = "years.csv",
  input "year_id" { column = "year", type = "id", required = true },
}

-- The position as it is reported -------------------------------------------------------------------------------------

heading "The position as it is reported"
local function movement(name, label, value)
  param(name) { type = "GBP", label = label,
    { from = "2025-04-01", value = value, source = "Invest to Save report, 27 January 2026, Table 4" } }
  figure("line_" .. name) { label = label, type = "GBP", value = param[name] }
end

movement("opening",         "Accumulated deficit at 1 April 2025", 113300000)
movement("earlier_funding", "Lowers the deficit: additional early years funding for a prior year", 1900000)
movement("budget_gap",      "Raises the deficit: budgeted high needs shortfall of 2025-26", 57500000)
movement("less_funding",    "Raises the deficit: high needs funding reduced in 2025-26", 500000)
movement("overspend",       "Raises the deficit: high needs overspend forecast for 2025-26", 15500000)
movement("other_blocks",    "Lowers the deficit: variances of other funding blocks", 1300000)
figure "reported_2026" { label = "Accumulated deficit projected for 31 March 2026", type = "GBP",
  value = funding.roll_forward { opening = param.opening,
    raises = { param.budget_gap, param.less_funding, param.overspend },
    lowers = { param.earlier_funding, param.other_blocks } } }
movement("next_gap",        "Raises the deficit: high needs gap projected for 2026-27", 95700000)
figure "reported_2027" { label = "Accumulated deficit projected for 31 March 2027", type = "GBP",
  value = funding.roll_forward { opening = figure.reported_2026, raises = param.next_gap } }

-- As a part of the grant ---------------------------------------------------------------------------------------------
-- The deficit of a year and the accumulated one have each a part of its own.

local table_3 = "KLOE Benchmarking report, November 2025, Table 3: BCP"
param "dsg_2024" { type = "GBP", label = "Dedicated Schools Grant, 2024-25",
  { from = "2024-04-01", value = 365830000, source = table_3 } }
param "dsg_growth" { type = "percent", label = "Growth of the grant a year",
  { from = "2025-04-01", value = 3, source = "illustration" } }
param "in_year_2024" { type = "GBP", label = "In-year deficit, 2024-25",
  { from = "2024-04-01", value = 49745000, source = table_3 } }
param "deficit_2025" { type = "GBP", label = "Accumulated deficit at 31 March 2025, unrounded",
  { from = "2024-04-01", value = 113257000, source = table_3 } }

-- An amount that grows from year to year, to the pound: a figure of that name for each year from `y` to the last.
local function grows(name, y, amount, growth)
  for y = y, last do
    figure(name .. y) { type = "GBP", rounding = to_a_pound, value = amount * (1 + growth:at(y .. "-04-01")) }
    amount = figure[name .. y]
  end
end
grows("dsg_", 2025, param.dsg_2024, param.dsg_growth)

local function part_of_grant(name, label, deficit, grant)
  figure(name) { label = label, type = "percent", rounding = to_a_tenth, value = deficit / grant }
end
heading "The deficit as a part of a year's whole grant"
part_of_grant("in_year_part_2024", "In-year deficit of 2024-25, of the grant of 2024-25",
  param.in_year_2024, param.dsg_2024)
part_of_grant("part_2025", "Accumulated deficit at 31 March 2025, of the grant of 2024-25",
  param.deficit_2025, param.dsg_2024)
part_of_grant("part_2026", "Accumulated deficit at 31 March 2026, of the grant projected for 2025-26",
  figure.reported_2026, figure.dsg_2025)

-- High Needs Stability Grant -----------------------------------------------------------------------------------------
-- It needs an approved reform plan, and only lowers the deficit. Where the accounts, section 251 and the outturn differ
-- and nobody can explain it, the lowest counts; what is not of high needs does not.

param "stability_share" { type = "percent", min = 0, max = 100,
  label = "Part of the eligible deficit that the grant pays",
  { from = "2026-04-01", value = 90,
    source = "High Needs Stability Grant, explanatory note, 9 February 2026" } }
param "deficit_elsewhere" { type = "GBP",
  label = "Lowest deficit at 31 March 2026 in the accounts, section 251 and outturn",
  { from = "2026-04-01", value = 183600000, source = "illustration: as reported" } }
param "not_high_needs" { type = "GBP", label = "Part of that deficit that is not of high needs", min = 0,
  { from = "2026-04-01", value = 0, source = "illustration" } }

heading "High Needs Stability Grant"
figure "eligible_deficit" { label = "Eligible deficit: of high needs, the lowest of the sources", type = "GBP",
  value = lower_of { figure.reported_2026, param.deficit_elsewhere } - param.not_high_needs }
figure "stability_grant" { label = "Grant, if the reform plan is approved", type = "GBP",
  rounding = to_a_pound,
  value = funding.stability_grant { deficit = figure.eligible_deficit, share = param.stability_share } }

-- The caseload and its flows -----------------------------------------------------------------------------------------
-- Published stocks and flows do not close. What they leave open has a line of its own, and goes on as it was unless the
-- parameter says otherwise. A plan ceases, leaves the area or moves as often as in the year before.

param "unexplained_goes_on" { type = "percent", label = "Part of what is unexplained that recurs each year",
  { from = "2026-04-01", value = 100, source = "illustration" } }
param "growth" { type = "percent", label = "Growth of new EHC plans a year",
  { from = "2026-04-01", value = 1,
    source = "illustration; with the example's data, near the 35% in five years of SEND Improvement, May 2024, 24" },
  { from = "2029-04-01", value = 0, source = "illustration" } }

figure "explained" { type = "plans",
  value = funding.caseload { opening = setting.plans_before, joiners = setting.joined, leavers = setting.ceased,
    moved_in  = setting.came + sum(move.plans, { for_each = move.into }),
    moved_out = setting.went + sum(move.plans, { for_each = move.out_of }) } }
figure "unexplained" { label = "What stocks and flows of the year before leave open", type = "plans",
  value = setting.plans - figure.explained }

local function part_of(flow, stock)
  return choose { { when = stock:over(0), take = flow / stock }, otherwise = 0 }
end
local to_a_part = { to = "0.0001", mode = "half away from zero" }
figure "ceasing" { label = "Part of the plans that cease in a year", rounding = to_a_part,
  value = part_of(setting.ceased, setting.plans_before) }
figure "going" { label = "Part of the plans that go to another authority in a year", rounding = to_a_part,
  value = part_of(setting.went, setting.plans_before) }
figure "moving" { label = "Part of the plans that move in a year", rounding = to_a_part,
  value = part_of(move.plans, move.out_of.plans_before) }
figure "setting_says" { label = "In words",
  value = sentence("{placement}, {age}: {plans} at {unit_cost} ({cost_source}).") }

heading "Caseload, and average cost of a plan before the first year"
figure "plans_first" { label = "EHC plans when the plan begins", value = sum(setting.plans) }
figure "unexplained_first" { label = "of which stocks and flows of the year before leave open",
  value = sum(figure.unexplained) }

figure "cost_first" { type = "GBP/year", value = setting.plans * setting.unit_cost }
for i, placement in ipairs(placements) do
  local here = setting.placement:is(placement)
  figure("average_" .. i) { label = placement, type = "GBP/plan/year", rounding = to_a_pound,
    value = choose {
      { when = sum(setting.plans, { where = here }):over(0),
        take = sum(figure.cost_first, { where = here }) / sum(setting.plans, { where = here }) },
      otherwise = missing,
    } }
end

-- What is done -------------------------------------------------------------------------------------------------------
-- A measure without an auditable figure lowers nothing here, and is counted. It still costs what it costs.

heading "Measures"
figure "measures" { label = "Measures in the plan", value = count(measure) }
figure "measures_without" { label = "of which without an auditable figure, and so without effect here",
  value = count(measure, { where = none { measure.plans:given(), measure.cheaper:given() } }) }

figure "measure_says" { label = "In words", value = sentence("{name}, from {starts}: {evidence}.") }

local function in_force(what, y)
  local there = all { what:given(), measure.starts:on_or_before(y .. "-04-01"),
                      any { measure.ends:given():is("no"), measure.ends:after(y .. "-04-01") } }
  return choose { { when = there, take = what }, otherwise = 0 }
end

for y = first, last do
  local fewer = in_force(measure.plans, y)
  figure("not_made_" .. y) { value = sum(fewer, { for_each = measure.at, where = measure.instead:given():is("no") }) }
  figure("taken_" .. y)    { value = sum(fewer, { for_each = measure.at, where = measure.instead:given() }) }
  figure("given_" .. y)    { value = sum(fewer, { for_each = measure.moves_to }) }
  figure("cheaper_" .. y)  { value = sum(in_force(measure.cheaper, y), { for_each = measure.at }) }
  figure("running_" .. y)  { type = "GBP", value = sum(in_force(measure.running, y)) * years(1) }
end

-- What funds it ------------------------------------------------------------------------------------------------------

param "block_2025" { type = "GBP", label = "High needs block, 2025-26",
  { from = "2025-04-01", value = 62000000, source = "illustration" } }
param "block_growth" { type = "percent", label = "Growth of the high needs block a year",
  { from = "2026-04-01", value = 0,
    source = "Invest to Save report, 5.6: the formula is suspended for 2026/27 \"with no increase\"" },
  { from = "2027-04-01", value = 3,
    source = "SEND Improvement and Safety Valve, 22 May 2024, 24: \"only a 3% increase in funding each year\"" } }
param "other_2025" { type = "GBP", label = "High needs spending that does not go with plans, 2025-26",
  { from = "2025-04-01", value = 45900000,
    source = "illustration; with the example's data the first gap is near the one that is reported" } }
param "other_growth" { type = "percent", label = "Growth of that spending a year",
  { from = "2026-04-01", value = 3, source = "illustration" } }
param "schools_2025" { type = "GBP", label = "Schools block, 2025-26",
  { from = "2025-04-01", value = 270000000, source = "illustration" } }
param "transfer" { type = "percent", min = 0, max = 100,
  label = "Part of the schools block that is moved to high needs",
  { from = "2026-04-01", value = 0, source = "illustration" },
  { from = "2027-04-01", value = "0.5", source = "illustration" } }
param "transfer_most" { type = "percent", min = 0, max = 100, label = "Most that Schools Forum can agree to move",
  { from = "2025-04-01", value = "0.5", source = "SEND Improvement and Safety Valve, 22 May 2024, 22" } }
param "interest" { type = "percent", label = "Interest that the cash would have earned",
  { from = "2026-04-01", value = 5,
    source = "illustration; £3.9m in 2024-25 is 5.1% of the mean of £63m and £91m (SEND Improvement, May 2024)" } }
param "override_ends" { type = "date", label = "Last day of the statutory override",
  { from = "2025-04-01", value = "2028-03-31", source = "Invest to Save report, 5.2" } }

grows("block_", 2026, param.block_2025, param.block_growth)
grows("other_", 2026, param.other_2025, param.other_growth)
grows("schools_", 2026, param.schools_2025, param.dsg_growth)

heading "What funds it"
local transfers = {}
for y = first, last do
  transfers[#transfers + 1] = param.transfer:at(y .. "-04-01"):at_most(param.transfer_most:at(y .. "-04-01"))
end
criterion "forum_can_agree" { label = "Schools Forum can agree every transfer of the plan",
  test     = all(transfers),
  if_met   = "No transfer is over {transfer_most} of the schools block.",
  if_unmet = "A transfer is over {transfer_most} of the schools block: it needs the Department's agreement.",
  source   = "SEND Improvement and Safety Valve, 22 May 2024, 22" }

-- The plan, year by year ---------------------------------------------------------------------------------------------
-- Each year begins with what the year before ended with, rounded: plans to the hundredth, money to the pound. What
-- plans cost in a year goes by the mean of its first and its last day.

for _, s in ipairs(scenarios) do
  local function assume(what, kind, label, value, from, to)
    param(what .. "_" .. s.name) { type = kind, min = from, max = to, label = s.says .. ": " .. label,
      { from = "2026-04-01", value = value, source = "illustration" } }
  end
  assume("growth",    "percent", "points on the growth of new EHC plans", s.growth, -50, 50)
  assume("prices",    "percent", "points on the rise of prices", s.prices, -50, 50)
  assume("delivered", "percent", "part of the measures that is delivered", s.delivered, 0, 100)
  assume("pays_in",   "yes/no",  "the schools block pays in", s.transfer)
  assume("approved",  "yes/no",  "the reform plan is approved", s.approved)
  local support = { type = "percent", min = 0, max = 100,
    label = s.says .. ": part of the gap that central government meets" }
  for i, row in ipairs(s.support) do support[i] = row end
  param("support_" .. s.name)(support)
end

local function is_yes(test, amount)
  return choose { { when = test, take = amount }, otherwise = 0 }
end

for _, s in ipairs(scenarios) do
  local plans, plans_before = setting.plans, "plans"         -- as a formula, and by name for a move's own setting
  local joiners, unit_cost, deficit = setting.joined, setting.unit_cost, figure["reported_" .. first]
  local stability = { [first] = is_yes(param["approved_" .. s.name], figure.stability_grant) }     -- it comes once

  for y = first, last do
    local at, april = "_" .. s.name .. "_" .. y, y .. "-04-01"
    local function assumed(what) return param[what .. "_" .. s.name]:at(april) end
    local delivered = assumed("delivered")

    -- how many plans; no more can be left unmade than would begin
    figure("joiners" .. at) { type = "plans", rounding = to_a_plan,
      value = joiners * (1 + param.growth:at(april) + assumed("growth")) }
    joiners = figure["joiners" .. at]
    figure("moves" .. at) { type = "plans", rounding = to_a_plan, value = move.out_of[plans_before] * figure.moving }
    local moves = figure["moves" .. at]
    figure("plans" .. at) { label = s.says .. ": EHC plans at 31 March " .. y + 1, type = "plans", rounding = to_a_plan,
      value = funding.caseload { opening = plans,
        joiners     = higher_of { joiners - figure["not_made_" .. y] * delivered, 0 },
        moved_in    = setting.came + sum(moves, { for_each = move.into }) + figure["given_" .. y] * delivered,
        leavers     = plans * figure.ceasing,
        moved_out   = plans * figure.going + sum(moves, { for_each = move.out_of })
                      + figure["taken_" .. y] * delivered,
        unexplained = figure.unexplained * param.unexplained_goes_on } }

    -- what they cost
    figure("unit_cost" .. at) { type = "GBP/plan/year", rounding = to_a_pound,
      value = unit_cost * (1 + setting.prices + assumed("prices")) }
    unit_cost = figure["unit_cost" .. at]
    figure("cost" .. at) { label = s.says .. ": cost in " .. year_name(y), type = "GBP", rounding = to_a_pound,
      value = (plans + figure["plans" .. at]) / 2 * unit_cost * (1 - figure["cheaper_" .. y] * delivered) * years(1) }
    plans, plans_before = figure["plans" .. at], "plans" .. at
    figure("spending" .. at) { type = "GBP",
      value = sum(figure["cost" .. at]) + figure["other_" .. y] + is_yes(delivered:over(0), figure["running_" .. y]) }

    -- what is left open, and the deficit
    figure("transfer" .. at) { type = "GBP", rounding = to_a_pound,
      value = is_yes(assumed("pays_in"), figure["schools_" .. y] * param.transfer:at(april)) }
    local gap = figure["spending" .. at] - figure["block_" .. y] - figure["transfer" .. at]
    figure("support" .. at) { type = "GBP", rounding = to_a_pound, value = higher_of { gap, 0 } * assumed("support") }
    figure("gap" .. at) { type = "GBP", value = gap - figure["support" .. at] }
    figure("deficit" .. at) { type = "GBP",
      value = funding.roll_forward { opening = deficit, raises = figure["spending" .. at],
        lowers = { figure["block_" .. y], figure["transfer" .. at], figure["support" .. at], stability[y] } } }
    figure("interest" .. at) { type = "GBP", rounding = to_a_pound,
      value = funding.interest { opening = deficit, closing = figure["deficit" .. at],
        rate = param.interest:at(april) } }
    deficit = figure["deficit" .. at]

    -- as a part of the grant
    local grant = figure["dsg_" .. y]
    figure("gap_part" .. at) { type = "percent", rounding = to_a_tenth, value = figure["gap" .. at] / grant }
    figure("part" .. at)     { type = "percent", rounding = to_a_tenth, value = deficit / grant }
  end
end

-- The page -----------------------------------------------------------------------------------------------------------
-- The plan's own gap of the first year stands beside the one that is reported: the two are made in different ways.

heading "The plan"
figure "first_gap" { label = "High needs gap of " .. year_name(first) .. " as the plan works it out, unmitigated", type = "GBP",
  value = figure["gap_as_is_" .. first] }
figure "growth_of_plans" { label = "Growth of EHC plans in five years, unmitigated", type = "percent",
  rounding = to_a_tenth,
  value = choose {
    { when = figure.plans_first:over(0),
      take = sum(figure["plans_as_is_" .. first + 4]) / figure.plans_first - 1 },
    otherwise = missing,
  } }
figure "override" { label = "Last day of the statutory override", value = param.override_ends }

for _, s in ipairs(scenarios) do
  local supported, balances = 0, { otherwise = "not by " .. year_name(last) }
  local deficits, interest, so_far = { otherwise = missing }, { otherwise = missing }, 0
  for y = first, last do
    local at, ended = "_" .. s.name .. "_" .. y, param.override_ends:on_or_before(y + 1 .. "-03-31")
    so_far = figure["interest" .. at] + so_far
    supported = figure["support" .. at] + supported
    balances[#balances + 1] = { when = figure["gap" .. at]:at_most(0), take = "in " .. year_name(y) }
    deficits[#deficits + 1] = { when = ended, take = figure["deficit" .. at] }
    interest[#interest + 1] = { when = ended, take = so_far }
  end
  heading(s.says)
  figure("override_" .. s.name) { label = "Accumulated deficit when the override has ended", type = "GBP",
    value = choose(deficits) }
  figure("interest_" .. s.name) { label = "Interest forgone until then, not in the deficit", type = "GBP",
    value = choose(interest) }
  for _, y in ipairs(shown) do
    figure("shown_" .. s.name .. "_" .. y) { label = "Accumulated deficit at 31 March " .. y, type = "GBP",
      value = figure["deficit_" .. s.name .. "_" .. y - 1] }
  end
  figure("supported_" .. s.name) { label = "Assumed to be met by central government until 31 March " .. last + 1,
    type = "GBP", value = supported }
  figure("balances_" .. s.name) { label = "First year whose spending is within its funding",
    value = choose(balances) }
end

heading "What the plan does"
figure "taken_off" { label = "What the plan takes off the deficit when the override has ended", type = "GBP",
  value = figure.override_as_is - figure.override_planned }
figure "by_measures" { label = "of which by measures and transfers, without the stability grant", type = "GBP",
  value = figure.taken_off - is_yes(param.approved_planned, figure.stability_grant) }

-- The table `year`: every year, a row each ----------------------------------------------------------------------------

local each_year = {
  { name = "spending", says = "spending", type = "GBP" },
  { name = "gap",      says = "gap", type = "GBP" },
  { name = "gap_part", says = "gap, of the grant", type = "percent" },
  { name = "deficit",  says = "accumulated deficit", type = "GBP" },
  { name = "part",     says = "accumulated deficit, of the grant", type = "percent" },
  { name = "interest", says = "interest forgone", type = "GBP" },
}
for _, s in ipairs(scenarios) do
  for _, column in ipairs(each_year) do
    local values = { otherwise = missing }
    for y = first, last do
      values[#values + 1] = { when = year.year_id:is(year_name(y)),
                              take = figure[column.name .. "_" .. s.name .. "_" .. y] }
    end
    figure(s.name .. "_" .. column.name) { label = s.says .. ": " .. column.says, type = column.type,
      value = choose(values) }
  end
end
