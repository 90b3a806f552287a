-- What must stay true. Each example is this initiative and this place, with what the example says changed; where it
-- says more places, what is expected is of the first.

local function changed(row, changes)
  for name, value in pairs(changes) do row[name] = value end
  return row
end
local function initiative_with(changes)
  return changed({ initiative_id = "sufficiency", name = "Example", category = "invest to cost avoid",
                   funded_from = "High Needs Block", evidence = "auditable",
                   counterfactual = "independent special place", priority = 1, invested = 0, capital = 0, running = 0,
                   printed_in = "" }, changes)
end
local function place_with(changes)
  return changed({ place_id = "1", initiative = "sufficiency", places = 1, child = "", status = "delivered",
                   commissioned_at = "local school", opened = "2022-09-01", closed = "", displaces = "", filled = "",
                   share = "" }, changes)
end
local function all_rows(of_initiative, ...)
  local places = {}
  for i, changes in ipairs { ... } do places[i] = place_with(changes) end
  return { initiative = of_initiative, place = places }
end
local function one(place_changes)
  return all_rows({ initiative_with {} }, place_changes)
end
local function of(initiative_changes)
  return all_rows({ initiative_with(initiative_changes) }, {})
end

-- What counts

example "a place of the report avoids 38,000 in a full year, as much in this year, and 43 months of it to date" {
  on = "2026-01-27", rows = one {},
  expect = { in_scope = "met", stands_in = "met", auditable = "met", claimed = 1, counted = 1, a_year_high = 38000,
             in_year_high = 38000, to_date_high = 136167, months_to_date = 43, months_in_year = 12, untold = 0,
             sufficiency = 38000, all_delivered = 38000, opened_1 = 38000, opened_2 = 0, uncounted = 1, unlooked = 1,
             category_2 = 38000, fund_1 = 38000, none_yet = 0, no_claim = 0, place_a_year_high = 38000,
             place_in_year_high = 38000, extra = 0, undated = 0, places_a_year = 1 } }
example "a place commissioned at Autism Unlimited is left out, and seen to be" {
  on = "2026-01-27", rows = one { commissioned_at = "Autism Unlimited" },
  expect = { in_scope = "unmet", claimed = 0, a_year_high = 0, delivered = 1, left_out = 1, in_count = 0 } }
example "a place that stands in for nothing is left out" {
  on = "2026-01-27", rows = one { displaces = "nothing" },
  expect = { stands_in = "unmet", claimed = 0, a_year_high = 0, extra = 1, in_count = 0 } }
example "a place that is left out for where it is commissioned is not left out twice" {
  on = "2026-01-27", rows = one { commissioned_at = "Autism Unlimited", displaces = "nothing" },
  expect = { claimed = 0, delivered = 1, left_out = 1, extra = 0 } }
example "a place that was looked into" {
  on = "2026-01-27", rows = one { displaces = "as agreed", filled = "yes" },
  expect = { stands_in = "met", a_year_high = 38000, unlooked = 0, uncounted = 0, in_count = 1 } }
example "where it is commissioned is not given: it cannot be told, and is not £0" {
  on = "2026-01-27", rows = one { commissioned_at = missing },
  expect = { in_scope = "cannot tell", claimed = missing, a_year_high = missing, all_delivered = missing, untold = 1,
             planned_high = 0, shared_a_year = missing, twice_a_year = missing, places_a_year = missing, in_doubt = 1,
             in_count = 0 } }
example "the same of a place in the pipeline" {
  on = "2026-01-27", rows = one { status = "pipeline", commissioned_at = missing },
  expect = { planned_high = missing, a_year_high = 0, pipeline = missing } }
example "what it stands in for is not known" {
  on = "2026-01-27", rows = one { displaces = missing },
  expect = { stands_in = "cannot tell", claimed = missing, a_year_high = missing } }
example "what is not known does not matter where the place is left out" {
  on = "2026-01-27", rows = one { displaces = missing, commissioned_at = "Autism Unlimited" },
  expect = { claimed = 0, a_year_high = 0, left_out = 1, in_doubt = 0 } }
example "no auditable figure yet is not £0, and is counted" {
  on = "2026-01-27", rows = of({ evidence = "none yet" }),
  expect = { auditable = "unmet", claimed = missing, a_year_high = missing, planned_high = missing,
             all_delivered = missing, category_2 = missing, fund_1 = missing, none_yet = 1, no_claim = 0 } }
example "an initiative for which nothing is claimed" {
  on = "2026-01-27", rows = of({ evidence = "no claim" }),
  expect = { auditable = "unmet", a_year_high = missing, none_yet = 0, no_claim = 1 } }
example "whether there is an auditable figure is not known" {
  on = "2026-01-27", rows = of({ evidence = missing }),
  expect = { auditable = "cannot tell", claimed = missing, a_year_high = missing } }
example "no counterfactual is agreed" {
  on = "2026-01-27", rows = of({ counterfactual = "" }),
  expect = { difference = missing, claimed = 1, counted = 1, a_year_high = missing } }
example "a child in mainstream instead of a specialist place" {
  on = "2026-01-27", rows = of({ counterfactual = "specialist place" }),
  expect = { otherwise = 47000, difference = 47000, a_year_high = 47000 } }
example "whether it is delivered is not known" {
  on = "2026-01-27", rows = one { status = missing },
  expect = { claimed = 1, a_year_high = missing, planned_high = missing, untold = 1, unlooked = 0, uncounted = 0 } }
example "of two places one is known to be delivered: the other is left out, and counted" {
  on = "2026-01-27", rows = all_rows({ initiative_with {} }, {}, { place_id = "2", places = 3, status = missing }),
  expect = { a_year_high = 38000, in_year_high = 38000, planned_high = missing, shared_a_year = 38000, untold = 3 } }
example "without an auditable figure nothing is known, though no place is claimed" {
  on = "2026-01-27", rows = { initiative = { initiative_with { evidence = "none yet" } } },
  expect = { a_year_low = missing, planned_low = missing, in_year_low = missing, to_date_low = missing,
             shared_a_year = missing, twice_a_year = missing, places_a_year = missing } }

-- Categories and funds

example "invest to save, from the General Fund" {
  on = "2026-01-27", rows = of({ category = "invest to save", funded_from = "General Fund" }),
  expect = { category_1 = 38000, category_2 = missing, fund_1 = missing, fund_2 = 38000 } }
example "grant funding, from the Department" {
  on = "2026-01-27", rows = of({ category = "grant funding", funded_from = "DfE grant" }),
  expect = { category_3 = 38000, fund_3 = 38000 } }
example "a schools block transfer, no category given" {
  on = "2026-01-27", rows = of({ category = missing, funded_from = "schools block transfer" }),
  expect = { category_3 = missing, fund_4 = 38000, all_delivered = 38000 } }

-- Low, central and high: 38,000 x 85% x 80% x 80%; x 95% x 90% x 90%; as it is

example "three cases of a place that nobody has counted" {
  on = "2026-01-27", rows = one {},
  expect = { a_year_low = 20672, a_year_central = 29241, a_year_high = 38000, in_year_low = 20672,
             to_date_central = 104780, total_a_year_low = 20672, total_in_year_central = 29241,
             total_to_date_high = 136167 } }
example "the same on the first day of their figures" {
  on = "2022-04-01", rows = one { opened = "2021-09-01" },
  expect = { a_year_low = 20672, a_year_central = 29241, a_year_high = 38000 } }
example "a place that is known to be filled" {
  on = "2026-01-27", rows = one { filled = "yes" },
  expect = { a_year_low = 24320, a_year_central = 30780, a_year_high = 38000 } }
example "a place that is known to be empty avoids nothing" {
  on = "2026-01-27", rows = one { filled = "no" },
  expect = { counted = 1, a_year_low = 0, a_year_high = 0, in_year_high = 0, uncounted = 0 } }
example "whether it is filled is not known" {
  on = "2026-01-27", rows = one { filled = missing }, expect = { counted = 1, a_year_high = missing } }

-- Pounds are rounded once for each initiative, half away from nought: a tenth of a place is 3,800, of which so many per
-- cent are filled and nothing is taken off.
for filled, pounds in pairs { ["83.75"] = 3183, ["83.7"] = 3181, ["83.69"] = 3180 } do
  local tenth = { places = "0.1", opened = "2025-04-01", child = "C1" }
  example("a tenth of a place, of which " .. filled .. "% are filled") {
    on = "2026-01-27",
    params = { filled_low = filled, deadweight_low = 0, optimism_low = 0, filled_high = filled },
    rows = all_rows({ initiative_with {} }, tenth, changed({ place_id = "2" }, tenth),
                    { place_id = "3", places = "0.1", status = "pipeline" }),
    expect = { a_year_low = pounds, in_year_low = pounds, to_date_low = pounds, planned_low = pounds,
               shared_a_year = pounds, twice_a_year = pounds, opened_3 = pounds } }
end

-- Full year, year reported, to date

example "seven months of the first year" {
  on = "2026-01-27", rows = one { opened = "2025-09-01" },
  expect = { months_in_year = 7, months_to_date = 7, a_year_high = 38000, in_year_high = 22167, to_date_high = 22167,
             opened_4 = 38000 } }
example "a month that is not whole does not count, and is made up a year later" {
  on = "2026-01-27", rows = one { opened = "2025-09-02" }, expect = { months_in_year = 6, in_year_high = 19000 } }
example "the same place a year later" {
  on = "2026-04-01", rows = one { opened = "2025-09-02" },
  expect = { year_end = "2027-03-31", months_in_year = 12, months_to_date = 18, to_date_high = 57000 } }
example "a place that opens on the first day after the year reported" {
  on = "2026-01-27", rows = one { opened = "2026-04-01" },
  expect = { months_in_year = 0, months_to_date = 0, a_year_high = 38000, in_year_high = 0, to_date_high = 0 } }
example "a place that opens months after it has not been open for less than none" {
  on = "2026-01-27", rows = one { opened = "2026-09-01" }, expect = { months_to_date = 0, to_date_high = 0 } }
example "a place that closed a day before its month was whole" {
  on = "2026-01-27", rows = one { closed = "2025-08-30" }, expect = { months_to_date = 35, months_in_year = 4 } }
example "a place that closed in the year counts until then, and in no full year to come" {
  on = "2026-01-27", rows = one { closed = "2025-08-31" },
  expect = { months_in_year = 5, months_to_date = 36, lasting = 0, a_year_high = 0, in_year_high = 15833,
             to_date_high = 114000, place_to_date_high = 114000 } }
example "closed on the last day of the year reported" {
  on = "2026-01-27", rows = one { closed = "2026-03-31" },
  expect = { months_in_year = 12, lasting = 0, a_year_high = 0, in_year_high = 38000 } }
example "closed on the first day after it" {
  on = "2026-01-27", rows = one { closed = "2026-04-01" },
  expect = { months_in_year = 12, lasting = 1, a_year_high = 38000 } }
example "closed on the second day after it" {
  on = "2026-01-27", rows = one { closed = "2026-04-02" }, expect = { lasting = 1, a_year_high = 38000 } }
example "closed before the year reported" {
  on = "2026-01-27", rows = one { closed = "2025-03-31" },
  expect = { months_in_year = 0, months_to_date = 31, in_year_high = 0, to_date_high = 98167 } }
example "the first day is not given: a full year is known, the others are not" {
  on = "2026-01-27", rows = one { opened = missing },
  expect = { a_year_high = 38000, months_to_date = missing, in_year_high = missing, to_date_high = missing,
             undated = 1 } }
example "a place in the pipeline is planned, not delivered" {
  on = "2026-01-27", rows = one { status = "pipeline", opened = "2026-04-13" },
  expect = { a_year_high = 0, planned_high = 38000, to_date_high = 0, pipeline = 38000, both = 38000,
             planned_for_1 = 38000, planned_for_2 = 0 } }

-- Once

local dingleys = initiative_with { initiative_id = "dingleys_promise", counterfactual = "specialist place",
                                   priority = 2 }
local portage = initiative_with { initiative_id = "portage", counterfactual = "specialist place", priority = 3 }
local function claims(first, second)
  return all_rows({ dingleys, portage }, changed({ initiative = "dingleys_promise", child = "C1" }, first),
                  changed({ place_id = "2", initiative = "portage", child = "C1" }, second))
end

example "a child whom two initiatives claim is counted for the first" {
  on = "2026-01-27", rows = claims({}, { opened = "2021-09-01" }),
  expect = { counted = 1, counted_removed = 0, dingleys_promise = 47000, portage = 0, all_delivered = 47000,
             twice = 47000 } }
example "the second of them" {
  on = "2026-01-27", rows = claims({ initiative = "portage" }, { initiative = "dingleys_promise" }),
  expect = { counted = 0, counted_removed = 1, dingleys_promise = 47000, portage = 0 } }
example "of one initiative the earlier is counted" {
  on = "2026-01-27", rows = claims({ initiative = "portage" }, { opened = "2022-08-31" }),
  expect = { counted = 0, portage = 47000, twice = 47000 } }
example "of two on one day the one whose id comes first is counted" {
  on = "2026-01-27", rows = claims({ initiative = "portage" }, {}), expect = { counted = 1, portage = 47000 } }
example "a place of the same child as a child of another initiative" {
  on = "2026-01-27",
  rows = all_rows({ initiative_with { priority = 9 }, dingleys }, { child = "C1" },
                  { place_id = "2", initiative = "dingleys_promise", child = "C1" }),
  expect = { counted = 0, again = 1, in_count = 0, sufficiency = 0, dingleys_promise = 47000, twice = 38000 } }
example "what is delivered is counted before what is planned" {
  on = "2026-01-27", rows = claims({ status = "proposed" }, {}),
  expect = { counted = 0, dingleys_promise = 0, portage = 47000 } }
example "two children are two" {
  on = "2026-01-27", rows = claims({}, { child = "C2" }),
  expect = { counted = 1, all_delivered = 94000, twice = 0, dingleys_shared = 47000, portage_shared = 47000 } }
example "places without a child are counted each by itself" {
  on = "2026-01-27", rows = claims({ child = "" }, { child = "" }), expect = { all_delivered = 94000 } }
example "a claim that is left out takes nothing from another" {
  on = "2026-01-27", rows = claims({ displaces = "nothing" }, {}),
  expect = { counted = 0, part = 0, portage = 47000, twice = 0, portage_shared = 47000 } }
example "equal shares: each has half, and together it is as much" {
  on = "2026-01-27", rows = claims({}, {}),
  expect = { part = 50, shared = "0.5", dingleys_shared = 23500, portage_shared = 23500 } }
example "a claim of which it cannot be told whether it counts takes no share" {
  on = "2026-01-27", rows = claims({}, { commissioned_at = missing }), expect = { part = 100, shared = 1 } }
example "agreed shares" {
  on = "2026-01-27", rows = claims({ share = 70 }, { share = 30 }),
  expect = { part = 70, shared = "0.7", dingleys_shared = 32900, portage_shared = 14100 } }
example "agreed shares that leave a part to nobody" {
  on = "2026-01-27", rows = claims({ share = 70 }, { share = 0 }),
  expect = { shared = "0.7", shared_removed = "0.3", dingleys_shared = 32900, portage_shared = 0 } }
example "a place that closed is neither shared in a full year nor taken out of one" {
  on = "2026-01-27", rows = claims({}, { closed = "2025-08-31" }),
  expect = { twice = 0, dingleys_shared = 23500, portage_shared = 0, place_shared = 23500, place_twice = 0 } }
example "the closed one of them: nothing of it goes on" {
  on = "2026-01-27", rows = claims({ closed = "2025-08-31" }, {}),
  expect = { place_shared = 0, place_twice = 0, dingleys_shared = 0, portage_shared = 23500 } }
example "the one that is not counted takes out what it claims" {
  on = "2026-01-27", rows = claims({ initiative = "portage" }, { initiative = "dingleys_promise" }),
  expect = { place_shared = 23500, place_twice = 47000 } }

-- What is laid out, and when it is paid for

local function proposed(initiative_changes)
  return all_rows({ initiative_with(changed({ initiative_id = "instead_of_free_school", capital = 9000000 },
                                            initiative_changes)) },
                  { initiative = "instead_of_free_school", places = 180, status = "proposed", opened = missing })
end

example "180 places for 9,000,000: 16 months, or 237 places for a year" {
  on = "2026-01-27", rows = proposed {},
  expect = { planned_high = 6840000, planned_low = 3720960, net_high = 6840000, payback_high = 16,
             payback_central = 21, payback_low = 30, pay_outlay = 237, pay_running = 0, free_school = 6840000,
             capital_laid_out = 9000000 } }
example "revenue and running cost lengthen it" {
  on = "2026-01-27", rows = proposed { invested = 510000, running = 840000 },
  expect = { net_high = 6000000, payback_high = 20, laid_out = 510000, running_cost = 840000, pay_running = 23,
             pay_outlay = 251 } }
example "a penny a year pays for a pound in 1,200 months" {
  on = "2026-01-27", rows = proposed { capital = 1, running = "6839999.99" },
  expect = { net_high = "0.01", payback_high = 1200 } }
example "a penny a year too little never does" {
  on = "2026-01-27", rows = proposed { capital = 1, running = "6840000.01" },
  expect = { net_high = "-0.01", payback_high = missing } }
example "what costs as much as it avoids is never paid for" {
  on = "2026-01-27", rows = proposed { running = 6840000 }, expect = { net_high = 0, payback_high = missing } }
example "what was laid out is not known" {
  on = "2026-01-27", rows = proposed { capital = missing, invested = missing },
  expect = { net_high = 6840000, payback_high = missing, pay_outlay = missing, capital_laid_out = missing,
             laid_out = missing } }
example "the running cost is not known" {
  on = "2026-01-27", rows = proposed { running = missing },
  expect = { net_high = missing, payback_high = missing, pay_running = missing } }
example "without a figure of its own: how many children would pay for 1,500,000 a year" {
  on = "2026-01-27",
  rows = of { evidence = "none yet", counterfactual = "specialist place", running = 1500000 },
  expect = { a_year_high = missing, net_high = missing, pay_running = 32 } }

-- What a run comes to ------------------------------------------------------------------------------------------------
-- Of 64 specialist places delivered 9 are left out at Autism Unlimited, 13 stand in for nothing, 3 are a child's second
-- place, of 17 it is not known whether they count, and 22 count.

example "specialist places of every sort, a second initiative, and three of which nothing can be said" {
  on = "2026-01-27",
  rows = all_rows(
    { initiative_with {}, initiative_with { initiative_id = "portage" },
      initiative_with { initiative_id = "none_yet", evidence = "none yet" },
      initiative_with { initiative_id = "no_claim", evidence = "no claim" },
      initiative_with { initiative_id = "not_known", evidence = missing, category = missing, funded_from = missing } },
    { places = 2 }, { place_id = "2", places = 3, opened = missing },
    { place_id = "3", places = 4, commissioned_at = "Autism Unlimited" },
    { place_id = "4", places = 5, commissioned_at = "Autism Unlimited", displaces = "nothing" },
    { place_id = "5", places = 6, displaces = "nothing" },
    { place_id = "6", places = 7, displaces = "nothing", opened = missing },
    { place_id = "7", places = 8, commissioned_at = missing }, { place_id = "8", places = 9, displaces = missing },
    { place_id = "9", places = 10, status = missing, opened = missing },
    { place_id = "10", places = 11, initiative = "portage" },
    { place_id = "11", child = "C1" }, { place_id = "12", child = "C1" },
    { place_id = "13", child = "C2", places = 2 }, { place_id = "14", child = "C2", places = 2 },
    { place_id = "15", places = 12, status = "pipeline", opened = "2026-04-13" },
    { place_id = "16", places = 13, status = "pipeline", opened = "2026-04-13", initiative = "portage" },
    { place_id = "17", places = 14, displaces = "as agreed", filled = "yes" },
    { place_id = "18", child = "C1", initiative = "portage" },
    { place_id = "19", places = 20, status = missing, commissioned_at = missing }),
  expect = {
    delivered = 64, left_out = 9, extra = 13, again = 3, in_doubt = 17, in_count = 22, untold = 47,
    sufficiency = 836000, pipeline = 456000, both = 1292000, portage = 418000, all_delivered = 1254000,
    category_2 = 1254000, fund_1 = 1254000, twice = 152000, total_a_year_high = 1254000, opened_1 = 722000,
    opened_4 = 0, planned_for_1 = 456000, none_yet = 1, no_claim = 1, unlooked = 23, uncounted = 23, undated = 10 } }
