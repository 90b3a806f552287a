-- Cost avoided by initiatives: what their places cost, against what would have been paid otherwise.
--
-- A cost avoided is not cash saved. It stands or falls with the "otherwise", so each initiative names its
-- counterfactual; a child or place is counted once, whoever claims it; and what is left out is left out in sight.
-- Three measures are kept apart: a full year ("a year"), the year reported, and all years to date. Money a year and
-- money are different units here: no total can mix them.

pack "cost_avoidance" {
  title    = "Cost avoided against a named counterfactual",
  version  = "2026.1",
  language = 1,
  owner    = "SEND Finance",
  source   = "Invest to Save report, 27 January 2026, 2.1 and 4.1 to 4.14",
  approved = "draft",
}

-- Initiatives and their places ---------------------------------------------------------------------------------------
-- An empty cell is missing, and missing is never nought; where `blank` is given, an empty cell is a fact.

records "initiative" {
  what = "an initiative",
  key  = "initiative_id",
  input "initiative_id"  { type = "id", required = true },
  input "name"           { type = "text", label = "Initiative" },
  input "category"       { type = "choice", label = "Category",
    one_of = { "invest to save", "invest to cost avoid", "grant funding" } },
  input "funded_from"    { type = "choice", label = "Funded from",
    one_of = { "High Needs Block", "General Fund", "DfE grant", "schools block transfer" } },
  input "evidence"       { type = "choice", label = "Is there an auditable figure?",
    one_of = { "auditable", "none yet", "no claim" } },
  input "counterfactual" { type = "choice", blank = "none agreed", label = "What would be paid for otherwise",
    one_of = { "independent special place", "specialist place" } },
  input "priority"       { type = "count", min = 1, max = 99, label = "Who is counted first, where several claim" },
  input "invested"       { type = "GBP", min = 0, label = "Laid out once, revenue" },
  input "capital"        { type = "GBP", min = 0, label = "Laid out once, capital" },
  input "running"        { type = "GBP/year", min = 0, label = "Running cost beside the cost of the places" },
  input "printed_in"     { type = "text", blank = "nowhere", label = "Where it is printed" },
}

records "place" {
  what = "a place, or a child's place, that an initiative claims",
  key  = "place_id",
  input "place_id"        { type = "id", required = true },
  input "initiative"      { type = "id", required = true, label = "Whose it is" },
  input "places"          { type = "places", min = 0, max = 1000, required = true,
    label = "1, or more where a row stands for several" },
  input "child"           { type = "id", private = true, blank = "no child is named", label = "The child that has it" },
  input "status"          { type = "choice", one_of = { "delivered", "pipeline", "proposed" }, label = "Status" },
  input "commissioned_at" { type = "choice", one_of = { "local school", "Autism Unlimited" }, label = "Where" },
  input "opened"          { type = "date", label = "First day" },
  input "closed"          { type = "date", blank = "still open", label = "Last day" },
  input "displaces"       { type = "choice", one_of = { "as agreed", "nothing" },
    blank = "not looked into: taken to be as agreed", label = "What it stands in for" },
  input "filled"          { type = "yes/no", blank = "not counted", label = "A child has it" },
  input "share"           { type = "percent", min = 0, max = 100, blank = "an equal share",
    label = "Share agreed with others that claim the same" },
  link "initiative_of" { to = "initiative", by = "initiative", required = true },
}

-- What is compared with what, and what is taken off ------------------------------------------------------------------
-- Costs of a place for a year; a new year's costs are new rows of counterfactuals.csv, and another counterfactual is a
-- new name in `one_of` above too. Both costs of a row must hold the same things (place funding, top-up, fees), or the
-- difference is none. The report does not say what £64k and £26k hold. £64k is also the average of England's plans in
-- independent and non-maintained special schools in 2024-25, and that holds £4,000 of place funding for each
-- non-maintained place that is no cost to a council (Parliamentary Question 100030, January 2026).
--
-- The high case is the report's own method: every place is filled and nothing is taken off. That is the most that could
-- be, not what to expect.
--   filled      of the places that nobody has counted
--   deadweight  would have come about anyway
--   optimism    taken off until there is firmer evidence
-- (Displacement, what only moves elsewhere, is known to funding.avoided too.) Where a place costs more than what it
-- stands in for, the difference is below £0, and the low case is not the least.

lookup "counterfactual" { by = { counterfactual = initiative.counterfactual }, from = "counterfactuals.csv",
  types = { otherwise = "GBP/place/year", as_it_is = "GBP/place/year" } }

local cases = {
  { name = "low",     title = "Low",     filled = 85,  deadweight = 20, optimism = 20, source = "illustration" },
  { name = "central", title = "Central", filled = 95,  deadweight = 10, optimism = 10, source = "illustration" },
  { name = "high",    title = "High",    filled = 100, deadweight = 0,  optimism = 0,
    source = "Invest to Save report, 4.5 and Table 3: each place in full" },
}
for _, case in ipairs(cases) do
  local function percentage(name, says, value)
    param(name .. "_" .. case.name) { type = "percent", min = 0, max = 100,
      label = says .. ", " .. case.name .. " case",
      { from = "2022-04-01", value = value, source = case.source } }
  end
  percentage("filled", "Of places not counted, filled", case.filled)
  percentage("deadweight", "Would have come about anyway", case.deadweight)
  percentage("optimism", "Taken off for optimism", case.optimism)
end

-- What counts --------------------------------------------------------------------------------------------------------
-- Places that are left out fail a criterion, which says why. Of an initiative without an auditable figure the cost
-- avoided is missing, not nought.

criterion "in_scope" { label = "Commissioned where it counts",
  test     = place.commissioned_at:is_not("Autism Unlimited"),
  if_met   = "It is commissioned at a {commissioned_at}.",
  if_unmet = "Left out: it is commissioned at {commissioned_at}.",
  source   = "Invest to Save report, note to Table 3" }
criterion "stands_in" { label = "Stands in for a dearer place",
  test     = any { place.displaces:given():is("no"), place.displaces:is("as agreed") },
  if_met   = "It stands in for what was agreed: {initiative_of.counterfactual}.",
  if_unmet = "Left out: it stands in for {displaces}, and is a cost, not a cost avoided.",
  source   = "Invest to Save report, 4.13: \"against an agreed counterfactual\"" }
criterion "auditable" { label = "The initiative has an auditable figure",
  test     = place.initiative_of.evidence:is("auditable"),
  if_met   = "There is an auditable figure for {initiative_of.name}.",
  if_unmet = "Not known: there is no auditable figure for {initiative_of.name}.",
  source   = "Invest to Save report, 4.14" }

figure "claimed" { label = "Places claimed", type = "places",
  value = choose {
    { when = any { criterion.in_scope:is("unmet"), criterion.stands_in:is("unmet") }, take = 0 },
    { when = criterion.auditable, take = place.places },
    otherwise = missing,
  } }

-- Once ---------------------------------------------------------------------------------------------------------------
-- Where several claim the same child, the first in order is counted and no other; a child is counted at one place
-- only, whatever the dates. Beside it, the same by shares: agreed ones, or equal.

figure "child_or_place" {
  value = choose { { when = place.child:given(), take = place.child }, otherwise = place.place_id } }

attribution "counted" { label = "Places counted", claim = figure.claimed, once_for = figure.child_or_place,
  order  = { place.status, place.initiative_of.priority, place.opened, place.place_id },
  source = "Invest to Save report, 4.13: \"attributed once\"; the order is an illustration" }

figure "part" { label = "Share of the child or place", type = "percent",
  value = choose {
    { when = figure.claimed:is(0), take = percent(0) },
    { when = place.share:given(), take = place.share },
    otherwise = percent(100) / count(place, { where = figure.claimed:over(0), by = { figure.child_or_place },
                                              missing = "left out" }),
  } }
attribution "shared" { label = "Places counted by shares", claim = figure.claimed, once_for = figure.child_or_place,
  share = figure.part, rounding = { to = "0.01", mode = "half away from zero" },
  source = "illustration: another way to attribute once" }

-- How much -----------------------------------------------------------------------------------------------------------
-- At the costs of the day of the run (--on), whose financial year is the year reported. A month counts once it is
-- whole; only places delivered count in the year and to date. Running cost is taken off in a full year alone.

figure "otherwise"  { label = "Cost of a place otherwise", type = "GBP/place/year",
  value = lookup.counterfactual.otherwise }
figure "as_it_is"   { label = "Cost of a place as it is", type = "GBP/place/year",
  value = lookup.counterfactual.as_it_is }
figure "difference" { label = "Difference of a place", type = "GBP/place/year",
  value = figure.otherwise - figure.as_it_is }

figure "year_end" { label = "Last day of the year reported", value = financial_year_end(decision_date) }
local next_year = figure.year_end + days(1)
local this_year = next_year - months(12)

figure "ended" { value = choose { { when = place.closed:given(), take = place.closed + days(1) },
                                  otherwise = next_year } }
local function months_open(before)
  return higher_of { 0, completed_months(place.opened, earliest { figure.ended, before }) }
end
figure "months_to_date" { label = "Months open to date", value = months_open(next_year) }
figure "months_in_year" { label = "Months open in the year reported",
  value = figure.months_to_date - months_open(this_year) }

local delivered  = place.status:is("delivered")
local planned    = place.status:one_of { "pipeline", "proposed" }
local still_open = any { place.closed:given():is("no"), place.closed:on_or_after(next_year) }
figure "lasting" { label = "Places counted that go on", type = "places",
  value = choose { { when = still_open, take = attribution.counted }, otherwise = 0 } }

local function avoided(case, units, over)
  return funding.avoided {
    units      = units,
    filled     = figure["filled_part_" .. case],
    instead_of = place.initiative_of.otherwise,
    cost       = place.initiative_of.as_it_is,
    months     = over,
    deadweight = param["deadweight_" .. case],
    optimism   = param["optimism_" .. case],
  }
end

-- For each initiative: what is known of its places is added up and rounded once, to the pound; where there are places
-- and nothing is known of any, neither is the sum. Payback is that of all its places, those still planned among them,
-- and is not discounted.
local pound, up = { to = "1.00", mode = "half away from zero" }, { to = "1", mode = "up" }
local auditable = initiative.evidence:is("auditable")

local function of_initiative(value, which)
  local known    = { for_each = place.initiative_of, where = which, missing = "left out" }
  local all_such = { for_each = place.initiative_of, where = which }
  return choose {
    { when = initiative.evidence:is_not("auditable"), take = missing },
    { when = all { count(value, known):is(0), count(place, all_such):over(0) }, take = missing },
    otherwise = sum(value, known) }
end

for _, of in ipairs(cases) do
  local case = of.name
  figure("filled_part_" .. case) {
    value = choose { { when = place.filled:given():is("no"), take = param["filled_" .. case] },
                     { when = place.filled, take = percent(100) }, otherwise = percent(0) } }
  figure("place_a_year_" .. case)  { type = "GBP/year", value = avoided(case, figure.lasting, 12) / years(1) }
  figure("place_in_year_" .. case) { type = "GBP",
    value = avoided(case, attribution.counted, figure.months_in_year) }
  figure("place_to_date_" .. case) { type = "GBP",
    value = avoided(case, attribution.counted, figure.months_to_date) }

  figure("a_year_" .. case)  { label = "Delivered, avoided in a full year, " .. case, type = "GBP/year",
    rounding = pound, value = of_initiative(figure["place_a_year_" .. case], delivered) }
  figure("planned_" .. case) { label = "Planned, avoided in a full year, " .. case, type = "GBP/year",
    rounding = pound, value = of_initiative(figure["place_a_year_" .. case], planned) }
  figure("in_year_" .. case) { label = "Avoided in the year reported, " .. case, type = "GBP",
    rounding = pound, value = of_initiative(figure["place_in_year_" .. case], delivered) }
  figure("to_date_" .. case) { label = "Avoided to date, " .. case, type = "GBP",
    rounding = pound, value = of_initiative(figure["place_to_date_" .. case], delivered) }

  figure("net_" .. case) { label = "All places in a full year, less running cost, " .. case, type = "GBP/year",
    value = figure["a_year_" .. case] + figure["planned_" .. case] - initiative.running }
  figure("payback_" .. case) { label = "Months until what was laid out is paid for, " .. case, rounding = up,
    value = choose {
      { when = figure["net_" .. case]:over(0),
        take = funding.payback { outlay = initiative.invested + initiative.capital, a_year = figure["net_" .. case] } },
      otherwise = missing } }
end

-- How many places or children it takes, with nothing taken off: the fewest.
local function break_even(outlay)
  return choose {
    { when = figure.difference:over(0),
      take = funding.break_even { outlay = outlay, each = figure.difference * years(1) } },
    otherwise = missing }
end
figure "pay_running" { label = "Places a year that would pay the running cost", rounding = up,
  value = break_even(initiative.running * years(1)) }
figure "pay_outlay"  { label = "Places, for one year, that would pay what was laid out", rounding = up,
  value = break_even(initiative.invested + initiative.capital) }

-- The same by shares, and what is taken out because it is claimed twice.
figure "place_shared" { type = "GBP/year",
  value = choose { { when = still_open, take = avoided("high", attribution.shared, 12) / years(1) }, otherwise = 0 } }
figure "place_twice"  { type = "GBP/year",
  value = choose { { when = still_open, take = avoided("high", attribution.counted.removed, 12) / years(1) },
                   otherwise = 0 } }
figure "shared_a_year" { label = "Delivered, avoided in a full year, high, by shares", type = "GBP/year",
  rounding = pound, value = of_initiative(figure.place_shared, delivered) }
figure "twice_a_year"  { label = "Delivered, claimed twice and taken out, high", type = "GBP/year",
  rounding = pound, value = of_initiative(figure.place_twice, delivered) }

figure "places_a_year" { label = "Delivered, places counted in that full year", type = "places",
  value = of_initiative(figure.lasting, delivered) }
figure "untold" { label = "Places of which it cannot be told whether they count", type = "places",
  value = sum(place.places, { for_each = place.initiative_of,
    where = any { figure.claimed:known():is("no"), place.status:known():is("no") } }) }
figure "says"   { label = "In words",
  value = sentence("{name}: {a_year_high} by {places_a_year} delivered at {difference}, and {planned_high} by places "
                   .. "planned, if all are filled and nothing is taken off ({printed_in}).") }

-- What it comes to ---------------------------------------------------------------------------------------------------
-- First as the report reckons, which is the high case, and all of it a full year; then what the report does not say.
-- Where nothing is known of any row, the total is not known; it is not £0.

local function places(which)
  return sum(place.places, { where = all(which), missing = "left out" })
end
local function total(value, which)
  return choose { { when = count(value, { where = which, missing = "left out" }):over(0),
                    take = sum(value, { where = which, missing = "left out" }) }, otherwise = missing }
end
local function a_year(name, label, value, which)
  figure(name) { label = label, type = "GBP/year", value = total(value, which) }
end

local specialist = place.initiative:is("sufficiency")
local function counted(value)
  return sum(value, { where = all { specialist, delivered }, missing = "left out" })
end
heading "Specialist places"
figure "delivered" { label = "Specialist places delivered", value = places { specialist, delivered } }
figure "left_out"  { label = "- left out: commissioned at Autism Unlimited",
  value = places { specialist, delivered, criterion.in_scope:is("unmet") } }
figure "extra"     { label = "- left out: they stand in for nothing",
  value = places { specialist, delivered, criterion.in_scope, criterion.stands_in:is("unmet") } }
figure "again"     { label = "- left out: counted already for the same child",
  value = counted(attribution.counted.removed) }
figure "in_doubt"  { label = "- not known whether they count",
  value = places { specialist, delivered, figure.claimed:known():is("no") } }
figure "in_count"  { label = "- counted", value = counted(attribution.counted) }

heading "Avoided in a full year, all places filled and nothing taken off, as the report reckons"
local function opened_in(name, year, label, which)
  figure(name) { label = label .. year, type = "GBP/year", rounding = pound,
    value = sum(figure.place_a_year_high, { where = all { specialist, which, academic_year(place.opened):is(year) },
                                            missing = "left out" }) }
end
for i, year in ipairs { "2022-23", "2023-24", "2024-25", "2025-26" } do
  opened_in("opened_" .. i, year, "Opened in ", delivered)
end
for i, year in ipairs { "2025-26", "2026-27" } do
  opened_in("planned_for_" .. i, year, "Planned for ", planned)
end

local function is(id) return initiative.initiative_id:is(id) end
a_year("sufficiency", "Specialist places delivered", figure.a_year_high, is("sufficiency"))
a_year("pipeline", "Specialist places in the pipeline", figure.planned_high, is("sufficiency"))
figure "both" { label = "Both", type = "GBP/year",
  value = figure.sufficiency + figure.pipeline }
a_year("free_school", "Places proposed instead of the free school", figure.planned_high,
       is("instead_of_free_school"))
a_year("dingleys_promise", "Dingley's Promise", figure.a_year_high, is("dingleys_promise"))
a_year("portage", "Portage", figure.a_year_high, is("portage"))
a_year("all_delivered", "All that is delivered", figure.a_year_high)
heading "Initiatives"
figure "none_yet" { label = "Initiatives with no auditable figure yet",
  value = count(initiative, { where = initiative.evidence:is("none yet"), missing = "left out" }) }
figure "no_claim" { label = "Initiatives for which nothing is claimed",
  value = count(initiative, { where = initiative.evidence:is("no claim"), missing = "left out" }) }

heading "Delivered, in a full year, as the report reckons, by category and fund"
for i, category in ipairs { "invest to save", "invest to cost avoid", "grant funding" } do
  a_year("category_" .. i, category, figure.a_year_high, initiative.category:is(category))
end
for i, fund in ipairs { "High Needs Block", "General Fund", "DfE grant", "schools block transfer" } do
  a_year("fund_" .. i, fund, figure.a_year_high, initiative.funded_from:is(fund))
end

heading "Counted once, in a full year, as the report reckons"
a_year("twice", "Claimed twice and taken out", figure.twice_a_year, auditable)
a_year("dingleys_shared", "Dingley's Promise, by shares instead", figure.shared_a_year, is("dingleys_promise"))
a_year("portage_shared", "Portage, by shares instead", figure.shared_a_year, is("portage"))
heading "Taken on trust"
figure "unlooked" { label = "Places delivered and taken to stand in as agreed, not looked into",
  value = places { delivered, figure.claimed:over(0), place.displaces:given():is("no") } }
figure "uncounted" { label = "Places delivered and taken to be filled, not counted",
  value = places { delivered, figure.claimed:over(0), place.filled:given():is("no") } }
figure "undated" { label = "Places delivered without a first day: in no figure of a year or to date",
  value = places { delivered, place.opened:known():is("no") } }

heading "Delivered, in a full year"
for _, of in ipairs(cases) do
  a_year("total_a_year_" .. of.name, of.title, figure["a_year_" .. of.name],
         auditable)
end
heading "Delivered, in the year reported"
for _, of in ipairs(cases) do
  figure("total_in_year_" .. of.name) { label = of.title, type = "GBP",
    value = total(figure["in_year_" .. of.name], auditable) }
end
heading "Delivered, all years to date"
for _, of in ipairs(cases) do
  figure("total_to_date_" .. of.name) { label = of.title, type = "GBP",
    value = total(figure["to_date_" .. of.name], auditable) }
end

heading "What it takes"
figure "laid_out" { label = "Laid out once, revenue", type = "GBP", value = total(initiative.invested) }
figure "capital_laid_out" { label = "Laid out once, capital", type = "GBP", value = total(initiative.capital) }
a_year("running_cost", "Running cost", initiative.running)

-- What holds of every place ------------------------------------------------------------------------------------------

property "no more is counted than is claimed, and never less than nothing" {
  never_over(attribution.counted, figure.claimed), never_under(attribution.counted, 0) }
