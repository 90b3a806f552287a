-- What must stay true of rules.lua. Each example is this application with what it says changed: support that costs £1,092
-- a year above the £7,000 that the school and its devolved money meet, which is £28 a school week, for ten weeks: £280, and
-- that is the share of a cluster of ten pupils. Made-up pupils and schools.

local function with(row, changes)
  for name, value in pairs(changes) do row[name] = value end
  return row
end
local function application(changes)
  return with({ application = "A", cluster = "North", school = "S", received = "2026-09-01", panel_on = "2026-09-10",
                chaired_by = "T", plan = "no", learning = "exceptional", communication = "predictable",
                social = "ordinary", physical = "ordinary", cycles_done = 2, cost = 8092, devolved = 1000,
                starts = "2026-09-14", weeks_asked = 10, chair_outcome = "", chair = "", chair_reason = "",
                chair_on = "" }, changes)
end
local function rows_of(roll, ...)
  local applications = {}
  for i, changes in ipairs { ... } do applications[i] = application(changes) end
  return { cluster = { { cluster = "North", roll = roll } }, application = applications }
end
local function rows(...) return rows_of(10, ...) end
local function overridden(outcome, changes)
  return with({ chair_outcome = outcome, chair = "A. Head", chair_reason = "A report on the day",
                chair_on = "2026-09-10" }, changes)
end
local function urgent(changes)
  return with({ learning = "exceptional", communication = "exceptional", social = "predictable" }, changes)
end
local on = "2026-09-01"

-- The form -----------------------------------------------------------------------------------------------------------

example "a form on the day of the panel, of support from that day" {
  on = on, rows = rows { received = "2026-09-10", starts = "2026-09-10" },
  expect = { in_time = "met", after_the_panel = "met", this_year = "met", starts_this_year = "met",
             not_its_own_case = "met" } }
example "a form a day before the panel, of support from a day after it" {
  on = on, rows = rows { received = "2026-09-09", starts = "2026-09-11" },
  expect = { in_time = "met", after_the_panel = "met" } }
example "a form a day after the panel is not let in" {
  on = on, rows = rows { received = "2026-09-11" }, expect = { in_time = "unmet" } }
example "nothing is paid for the day before the panel" {
  on = on, rows = rows { starts = "2026-09-09" }, expect = { after_the_panel = "unmet" } }
example "the first panel of the year" {
  on = on, rows = rows { received = "2026-03-20", panel_on = "2026-04-01", starts = "2026-04-20" },
  expect = { this_year = "met" } }
example "a panel of the day before is another year's" {
  on = on, rows = rows { received = "2026-03-20", panel_on = "2026-03-31", starts = "2026-03-31" },
  expect = { this_year = "unmet" } }
example "a panel of the next year is another year's" {
  on = on, rows = rows { panel_on = "2027-04-01", starts = "2027-04-12" },
  expect = { this_year = "unmet", starts_this_year = "unmet" } }
example "the last school week of the year" {
  on = on, rows = rows { panel_on = "2027-03-18", starts = "2027-03-25" },
  expect = { starts_this_year = "met", weeks_this_year = 1, this_years = 28, grant = 280, next_year = 252 } }
example "no school week of the year is left" {
  on = on, rows = rows { panel_on = "2027-03-18", starts = "2027-03-26" }, expect = { starts_this_year = "unmet" } }
example "two school weeks of the year are left" {
  on = on, rows = rows { panel_on = "2027-03-18", starts = "2027-03-19" },
  expect = { starts_this_year = "met", weeks_this_year = 2, this_years = 56 } }
example "support that starts in the next year, of a panel in this one" {
  on = on, rows = rows { panel_on = "2027-03-31", starts = "2027-04-12" },
  expect = { this_year = "met", starts_this_year = "unmet" } }
example "a head does not chair on an application of the same school" {
  on = on, rows = rows { chaired_by = "S" }, expect = { not_its_own_case = "unmet" } }

-- The decision -------------------------------------------------------------------------------------------------------

example "agreed, and the whole of the share to the penny" {
  on = on, rows = rows {},
  expect = { no_plan = "met", exceptional = "met", beyond = "met", tried = "met", as_it_is = "met", decision = "agree",
             decision_decided = "agree", need = 4, school_meets = 7000, a_year = 1092, weeks = 10, weeks_this_year = 10,
             ends = "2026-11-29", grant = 280, this_years = 280, share = 280, paid = 280, paid_left = 0,
             paid_unpaid = 0, waiting_in_need = 0, from_contingency = 0, all_paid = 280, waiting = 0, next_year = 0,
             carried = 1092 } }
example "a plan says what must be provided" {
  on = on, rows = rows { plan = "yes" }, expect = { no_plan = "unmet", decision = "decline", grant = 0, carried = 0 } }
example "a point below exceptional" {
  on = on, rows = rows { communication = "ordinary" },
  expect = { need = 3, exceptional = "unmet", decision = "decline", grant = 0 } }
example "a point above it" {
  on = on, rows = rows { physical = "predictable" }, expect = { need = 5, exceptional = "met", decision = "agree" } }
example "every area counts alike" {
  on = on, rows = rows { learning = "predictable", communication = "exceptional", social = "predictable",
                         physical = "predictable" },
  expect = { need = 6, decision = "agree" } }
example "and so do the other two" {
  on = on, rows = rows { learning = "ordinary", communication = "ordinary", social = "exceptional",
                         physical = "exceptional" },
  expect = { need = 6, decision = "agree" } }
example "exactly what the school can be expected to meet" {
  on = on, rows = rows { cost = 7000 }, expect = { beyond = "unmet", decision = "decline", a_year = 0, grant = 0 } }
example "a penny more than that" {
  on = on, rows = rows { cost = "7000.01" }, expect = { beyond = "met", decision = "agree", a_year = "0.01" } }
example "less than that is no grant below nought" {
  on = on, rows = rows { cost = "6999.99" }, expect = { beyond = "unmet", a_year = 0, grant = 0 } }
example "one cycle is too few: the panel looks again" {
  on = on, rows = rows { cycles_done = 1 }, expect = { tried = "unmet", decision = "refer", grant = 0 } }
example "three cycles are enough" {
  on = on, rows = rows { cycles_done = 3 }, expect = { tried = "met", decision = "agree" } }
example "what is declined is declined, whatever the cycles" {
  on = on, rows = rows { cycles_done = 1, plan = "yes" }, expect = { decision = "decline" } }
example "what is not known is referred, and claims nothing while it may be agreed" {
  on = on, rows = rows({ cost = missing }, { application = "B" }),
  expect = { beyond = "cannot tell", decision = "refer", grant = missing, this_years = missing, paid = missing,
             all_paid = missing, next_year = missing, carried = missing, from_shares = 280, claimed = 280,
             at_stake = 0, all_carried = 1092 } }
example "what it could cost is told where that can be worked out" {
  on = on, rows = rows({ plan = missing }, { application = "B" }),
  expect = { no_plan = "cannot tell", decision = "refer", paid = missing, paid_could_cost = 280, at_stake = 280,
             from_the_rest = 0, all_waiting = 0 } }
example "a grade that is not known" {
  on = on, rows = rows { social = missing },
  expect = { need = missing, exceptional = "cannot tell", decision = "refer", grant = missing } }
example "cycles that are not known" {
  on = on, rows = rows { cycles_done = missing },
  expect = { tried = "cannot tell", decision = "refer", grant = missing } }

example "the chair agrees what the rules refer" {
  on = on, rows = rows(overridden("agree", { cycles_done = 1 })),
  expect = { decision = "refer", decision_decided = "agree", grant = 280, paid = 280 } }
example "the chair declines what the rules agree" {
  on = on, rows = rows(overridden("decline", {})),
  expect = { decision = "agree", decision_decided = "decline", as_it_is = "unmet", grant = 0, paid = 0 } }
example "the chair refers what the rules agree, and what is not known is no claim then" {
  on = on, rows = rows(overridden("refer", { cost = missing })),
  expect = { decision = "refer", decision_decided = "refer", grant = 0, paid = 0 } }

example "it is not known whether the chair decided otherwise" {
  on = on, rows = rows { chair_outcome = missing },
  expect = { as_it_is = "cannot tell", decision = "agree", decision_decided = missing, grant = missing } }

-- How much -----------------------------------------------------------------------------------------------------------

example "the most for one pupil, to the penny" {
  on = on, rows = rows { cost = 19000 }, expect = { a_year = 12000, grant = "3076.92" } }
example "a penny more is not paid" {
  on = on, rows = rows { cost = "19000.01" }, expect = { a_year = 12000 } }
example "a penny less is" {
  on = on, rows = rows { cost = "18999.99" }, expect = { a_year = "11999.99" } }
example "the longest grant" {
  on = on, rows = rows { weeks_asked = 26 }, expect = { weeks = 26, ends = "2027-04-25" } }
example "a week more is not given" { on = on, rows = rows { weeks_asked = 27 }, expect = { weeks = 26 } }
example "a week less is" { on = on, rows = rows { weeks_asked = 25 }, expect = { weeks = 25 } }
example "the exact half of a penny is rounded away from nought, in both parts alike" {
  on = on, rows = rows { cost = "7000.13", weeks_asked = "1.5" }, expect = { grant = "0.01", this_years = "0.01" } }
example "next year pays for the weeks after 31 March" {
  on = on, rows = rows_of(100, { starts = "2027-03-15" }),
  expect = { weeks_this_year = 2, this_years = 56, paid = 56, next_year = 224, carried = 1092, all_next_year = 224,
             all_carried = 1092 } }

example "what agreed grants come to, and one that cannot be told yet is left out" {
  on = on,
  rows = rows_of(100, { starts = "2027-03-15" }, { application = "B", starts = "2027-03-15" },
                 { application = "C", cost = missing }),
  expect = { claimed = 112, from_shares = 112, all_next_year = 448, all_carried = 2184, left_over = 177888 } }

-- Who is paid --------------------------------------------------------------------------------------------------------

example "the year's money" {
  on = on, rows = rows {},
  expect = { money = 240000, promised = 62000, contingency = 12000, to_share = 166000, by_pupils = 280,
             claimed = 280, from_shares = 280, from_the_rest = 0, all_waiting = 0, at_stake = 0, left_over = 177720,
             all_next_year = 0, all_carried = 1092 } }
example "shares by pupils, cut alike where the money does not suffice" {
  on = on,
  rows = { cluster = { { cluster = "North", roll = 4500 }, { cluster = "South", roll = 3500 } },
           application = { application {} } },
  expect = { share = 93375, share_left = 0, share_unpaid = 32625 } }
example "pupils who are counted in parts: less than half a penny is rounded down" {
  on = on, rows = rows_of("10.0001", {}), expect = { by_pupils = 280 } }
example "more than half a penny is rounded up" {
  on = on, rows = rows_of("10.0002", {}), expect = { by_pupils = "280.01" } }
example "another cluster has its own share" {
  on = on,
  rows = { cluster = { { cluster = "North", roll = 10 }, { cluster = "South", roll = 10 } },
           application = { application { application = "B" }, application { cluster = "South" } } },
  expect = { paid = 280, paid_place = 1, from_shares = 560 } }
example "a penny too much for the share waits, and the share is left" {
  on = on, rows = rows { cost = "8092.04" },
  expect = { this_years = "280.01", paid = 0, paid_left = 280, paid_unpaid = "280.01", waiting_in_need = 0,
             waiting = "280.01", next_year = 0, carried = 0, all_waiting = "280.01", left_over = 178000 } }
example "an earlier panel comes first, whatever the need at a later one" {
  on = on, rows = rows({ panel_on = "2026-09-11", physical = "predictable" }, { application = "B" }),
  expect = { paid = 0, paid_place = 2, paid_left = 0 } }
example "at one panel the greater need comes first" {
  on = on, rows = rows({}, { application = "B", physical = "predictable", received = "2026-09-02" }),
  expect = { paid = 0, paid_place = 2 } }
example "of one need the earlier application comes first" {
  on = on, rows = rows({ received = "2026-09-02" }, { application = "B" }), expect = { paid = 0, paid_place = 2 } }
example "then the order of the ids" {
  on = on, rows = rows({}, { application = "B" }), expect = { paid = 280, paid_place = 1, all_waiting = 280 } }
example "nobody is overtaken: a small one behind a large one waits" {
  on = on, rows = rows({ application = "C", weeks_asked = 1 }, { application = "B", weeks_asked = 9 },
                       { application = "A", weeks_asked = 2 }),
  expect = { paid = 0, paid_place = 3, paid_left = 224, from_shares = 56, all_waiting = 280 } }

example "a great need whose cluster has nothing left is paid from the contingency" {
  on = on, rows = rows_of(0, urgent {}),
  expect = { need = 7, share = 0, paid = 0, waiting_in_need = 280, from_contingency = 280, from_contingency_place = 1,
             from_contingency_left = 11720, all_paid = 280, waiting = 0, carried = 1092, from_the_rest = 280,
             left_over = 177720 } }
example "a point more is, too" {
  on = on, rows = rows_of(0, urgent { physical = "predictable" }), expect = { need = 8, waiting_in_need = 280 } }
example "a point less is not" {
  on = on, rows = rows_of(0, urgent { social = "ordinary" }),
  expect = { need = 6, waiting_in_need = 0, from_contingency = 0, waiting = 280 } }
example "a penny is claimed from the contingency as a pound is" {
  on = on, rows = rows_of(0, urgent { cost = "7000.04" }),
  expect = { this_years = "0.01", waiting_in_need = "0.01", from_contingency = "0.01" } }

-- A chair may agree where a grade is not known: what is paid in full needs no points.
example "what the cluster pays needs no points" {
  on = on, rows = rows(overridden("agree", { social = missing })),
  expect = { paid = 280, waiting_in_need = 0, all_paid = 280, waiting = 0, carried = 1092 } }
example "points that are not known come last, and are no reason for the contingency" {
  on = on, rows = rows(overridden("agree", { social = missing }), { application = "B" }),
  expect = { need = missing, paid = 0, paid_place = 2, waiting_in_need = missing, from_contingency = missing,
             all_paid = missing } }

-- The contingency, £12,000: four at £2,900 leave £400 of it, enough for one at £280.

local function large(name)
  return urgent { application = name, received = "2026-08-01", panel_on = "2026-09-02", cost = "11712.50",
                  weeks_asked = 24 }
end
local function contingency(first, second)
  return rows_of(0, urgent(first), urgent(second), large "V", large "W", large "X", large "Y")
end

example "from the contingency an earlier panel's are paid first, whatever the need at a later one" {
  on = on,
  rows = contingency({ panel_on = "2026-09-11", physical = "predictable" }, { application = "B", starts = "2026-09-15" }),
  expect = { from_contingency = 0, from_contingency_place = 6, from_contingency_left = 120, from_the_rest = 11880,
             all_waiting = 280 } }
example "of one panel the greater need" {
  on = on, rows = contingency({}, { application = "B", physical = "predictable", received = "2026-09-02" }),
  expect = { from_contingency = 0, from_contingency_place = 6 } }
example "of one need the earlier application" {
  on = on, rows = contingency({ received = "2026-09-02" }, { application = "B" }),
  expect = { from_contingency = 0, from_contingency_place = 6 } }
example "of one day the first id" {
  on = on, rows = contingency({}, { application = "B" }),
  expect = { from_contingency = 280, from_contingency_place = 5 } }
example "one too large for what is left of the contingency holds nobody up" {
  on = on, rows = contingency({}, { application = "B", cost = 90000, received = "2026-08-31" }),
  expect = { from_contingency = 280, from_contingency_place = 6, all_waiting = "3076.92" } }

-- Each rule holds from the first day of the year.

local function first_day(changes)
  return with({ received = "2026-04-01", panel_on = "2026-04-01", starts = "2026-04-20" }, changes)
end

example "on the first day: the most for one pupil, the longest grant, the shares" {
  on = "2026-04-01", rows = rows_of(5000, first_day { cost = "19000.01", weeks_asked = 39 }),
  expect = { year_end = "2027-03-31", need = 4, exceptional = "met", tried = "met", decision = "agree", a_year = 12000,
             weeks = 26, weeks_this_year = 26, grant = 8000, by_pupils = 140000, share = 140000, paid = 8000,
             to_share = 166000 } }
example "on the first day: the contingency" {
  on = "2026-04-01", rows = rows_of(0, urgent(first_day {})),
  expect = { need = 7, waiting_in_need = 280, from_contingency = 280, contingency = 12000 } }
