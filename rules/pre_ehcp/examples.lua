-- More of what must stay true: an example for each change to a rule that those in rules.lua would not notice
-- (`hn mutate`). Each is the pupil of rules.lua with what the example says changed.

local function this_pupil(changes)
  local row = {
    pupil_id = "EXAMPLE", school = "Example School", phase = "primary", setting = "mainstream", need = "SEMH",
    plan_in_force = "no", annual_cost = 16000, school_evidence = "yes", cycles_done = 2, advice = "yes",
    parents_agree = "yes", outcomes_set = "yes", review_date = "2027-01-20", last_award_end = "",
    panel_date = "2026-09-01", start_date = "2026-09-02", weeks_asked = 26, at_risk = "no", looked_after = "no",
  }
  for name, value in pairs(changes) do row[name] = value end
  return row
end

example "the rules are in force from their first day" {
  on = "2026-04-01",
  given = this_pupil { panel_date = "2026-04-01", start_date = "2026-04-13", last_award_end = "2025-07-18",
                       review_date = "2026-10-01" },
  expect = { targeted_funding = "6666.67", starts_soon = "met", gap_kept = "met", priority = 1, money = 1500000 } }
example "a penny over what the cap allows is not paid" {
  on = "2026-09-01", given = this_pupil { annual_cost = "16000.01" },
  expect = { a_year = 10000, targeted_funding_full_year = 10000 } }
example "a cost below the school's share is no negative award" {
  on = "2026-09-01", given = this_pupil { annual_cost = 5000 }, expect = { a_year = 0, targeted_funding = 0 } }
example "the last day of a term is a week of its own: 1 in December, 6 to the half term and 5 to Easter" {
  on = "2026-12-09", given = this_pupil { panel_date = "2026-12-09", start_date = "2026-12-18" },
  expect = { weeks_this_year = 12, this_year = "3076.92" } }
example "an award shorter than the year is wholly in it" {
  on = "2026-09-01", given = this_pupil { weeks_asked = 13, review_date = "2026-11-20" },
  expect = { weeks_this_year = 13, targeted_funding = "3333.33", this_year = "3333.33", next_year = 0 } }

-- One criterion at a time is unmet, and all others are met.
for name, changes in pairs {
  mainstream = { setting = "special" }, no_plan = { plan_in_force = "yes" }, costs_more = { annual_cost = 6000 },
  school_pays = { school_evidence = "no" }, graduated = { cycles_done = 1 }, advised = { advice = "no" },
  agreed = { parents_agree = "no" }, reviewable = { outcomes_set = "no" },
  starts_soon = { start_date = "2026-12-02" }, gap_kept = { last_award_end = "2026-06-03" },
} do
  local expect = {
    mainstream = "met", no_plan = "met", costs_more = "met", school_pays = "met", graduated = "met", advised = "met",
    agreed = "met", reviewable = "met", starts_soon = "met", gap_kept = "met",
    targeted_funding = 0, targeted_funding_decision = "unmet", this_year = 0, this_year_decision = "unmet",
  }
  expect[name] = "unmet"
  example("only one thing is unmet: " .. name) { on = "2026-09-01", given = this_pupil(changes), expect = expect }
end

for _, need in ipairs { "HI", "MSI", "PD" } do
  example("a pupil with " .. need .. " does not wait for cycles") {
    on = "2026-09-01", given = this_pupil { cycles_done = 0, need = need }, expect = { graduated = "met" } }
end
example "a request of which nothing is known but the panel: no answer, and no £0" {
  on = "2026-09-01", given = { pupil_id = "EXAMPLE", panel_date = "2026-09-01" },
  expect = {
    mainstream = "cannot tell", no_plan = "cannot tell", costs_more = "cannot tell", school_pays = "cannot tell",
    graduated = "cannot tell", advised = "cannot tell", agreed = "cannot tell", reviewable = "cannot tell",
    starts_soon = "cannot tell", gap_kept = "cannot tell", targeted_funding = missing,
    targeted_funding_decision = "cannot tell", this_year = missing, this_year_decision = "cannot tell",
    priority = missing } }
example "a penny under the threshold" {
  on = "2026-09-01", given = this_pupil { annual_cost = "5999.99" },
  expect = { costs_more = "unmet", a_year = 0, targeted_funding = 0 } }
example "one cycle more than is asked for, and each date a day inside its limit" {
  on = "2026-09-01",
  given = this_pupil { annual_cost = "12000.01", cycles_done = 3, review_date = "2027-03-27",
                       last_award_end = "2026-06-01" },
  expect = { graduated = "met", reviewable = "met", gap_kept = "met", priority = 1, a_year = "6000.01",
             targeted_funding = "4000.01" } }
example "a start one day inside the thirteen weeks" {
  on = "2026-09-01", given = this_pupil { start_date = "2026-11-30" }, expect = { starts_soon = "met" } }

example "no review is not a review that cannot be told" {
  on = "2026-09-01", given = this_pupil { review_date = "" }, expect = { reviewable = "unmet" } }

example "a cost that adds to the priority, to the penny" {
  on = "2026-09-01", given = this_pupil { annual_cost = 12000 }, expect = { priority = 1 } }
example "a penny less adds nothing" {
  on = "2026-09-01", given = this_pupil { annual_cost = "11999.99" }, expect = { priority = 0 } }
example "a part-time timetable" {
  on = "2026-09-01", given = this_pupil { at_risk = "part-time timetable" }, expect = { priority = 4 } }

-- Three pupils whose money is this year's in whole or in part; one who starts after 31 March; of each phase one whose
-- award is open, and one of a panel in the year after.
local in_january = { annual_cost = 9000, panel_date = "2027-01-13", start_date = "2027-01-18", weeks_asked = 13,
                     review_date = "2027-04-30" }
local function pupil_of(id, phase, changes)
  local row = this_pupil(changes)
  row.pupil_id, row.phase = id, phase
  return row
end

example "what the year comes to" {
  on = "2026-09-01",
  rows = {
    pupil_of("1", "primary", {}),
    pupil_of("2", "secondary", in_january),
    pupil_of("3", "primary", { annual_cost = 9000, panel_date = "2027-03-24", start_date = "2027-04-12",
                               weeks_asked = 13, review_date = "2027-06-30" }),
    pupil_of("4", "primary", { annual_cost = missing }),
    pupil_of("5", "secondary", { annual_cost = missing }),
    pupil_of("6", "primary", { panel_date = "2027-04-14", start_date = "2027-04-14", review_date = "2027-10-01" }),
    pupil_of("7", "secondary", { panel_date = "2027-11-10", start_date = "2028-01-10", weeks_asked = 13,
                                 review_date = "2028-03-01" }),
    pupil_of("8", "secondary", in_january),
  },
  expect = { year_end = "2027-03-31", total = "9666.67", total_full_year = 19000, total_this_year = "8051.29",
             total_next_year = "1615.38", money = 1500000, left = "1491948.71", this_year_primary = "6666.67",
             this_year_secondary = "1384.62" } }

example "an award from the last school day of a term has that week" {
  on = "2026-09-01", given = this_pupil { panel_date = "2026-10-21", start_date = "2026-10-23", weeks_asked = 2 },
  expect = { last_day = "2026-11-08" } }
