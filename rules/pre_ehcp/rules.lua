-- Targeted funding before an EHC plan: a school asks for help with a pupil whose support costs more than it is
-- expected to pay for, a panel decides, and the award is short: so many school weeks, so much money.
--
-- Nothing here limits the right of a parent, a young person or a school to ask for an EHC needs assessment, at any
-- time (Children and Families Act 2014, section 36). No rule below asks whether one has been asked for.
--
-- The report gives the aim, the threshold and the money. It gives no other criterion, cap or number of weeks: where a
-- source below begins with "illustration", a figure stands in for one that the council and its schools have to agree.

pack "pre_ehcp" {
  title    = "Targeted funding before an EHC plan",
  version  = "2026.1",
  language = 1,
  owner    = "SEND Strategy",
  source   = "Invest to Save report, 27 January 2026, 4.14(c)",
  approved = "draft",
  rounding = { to = "0.01", mode = "half away from zero" },
}

-- What a school tells us ---------------------------------------------------------------------------------------------
-- `column` is the heading in the council's export. An empty cell is missing, and missing is never nought; where `blank`
-- is given, an empty cell is a fact.

records "pupil" {
  what     = "a pupil for whom a school asks support",
  key      = "pupil_id",
  dated_by = "panel_date",
  missing  = { unknown = "the export says that it is unknown" },

  input "pupil_id"        { column = "Pupil ID", type = "id", private = true, required = true },
  input "school"          { column = "School", type = "text", label = "School" },
  input "phase"           { column = "Phase", type = "choice", one_of = { "primary", "secondary" }, label = "Phase" },
  input "setting"         { column = "Setting", type = "choice", label = "Setting",
    one_of = { "mainstream", "special", "alternative provision" } },
  input "need"            { column = "Primary Need", type = "choice", label = "Primary need",
    one_of = { "ASD", "HI", "MLD", "MSI", "OTH", "PD", "PMLD", "SEMH", "SLCN", "SLD", "SPLD", "VI" } },
  input "plan_in_force"   { column = "EHC Plan", type = "yes/no", label = "An EHC plan is in force" },
  input "annual_cost"     { column = "Annual Cost", type = "GBP/year", min = 0, max = 120000,
    label = "Yearly cost of the support on the costed provision map" },
  input "school_evidence" { column = "School Spend Evidenced", type = "yes/no",
    label = "The school's own spending is evidenced" },
  input "cycles_done"     { column = "APDR Cycles", type = "count", min = 0, max = 20,
    label = "Assess-plan-do-review cycles completed" },
  input "advice"          { column = "Specialist Advice", type = "yes/no", label = "A specialist has advised" },
  input "parents_agree"   { column = "Parents Agree", type = "yes/no", label = "Parents agree" },
  input "outcomes_set"    { column = "Outcomes Set", type = "yes/no", label = "Outcomes are set" },
  input "review_date"     { column = "Review Date", type = "date", blank = "no review date set",
    label = "Date of the review" },
  input "last_award_end"  { column = "Last Award End", type = "date", blank = "no award before",
    label = "End of the last award" },
  input "panel_date"      { column = "Panel Date", type = "date", required = true, label = "Date of the panel" },
  input "start_date"      { column = "Start Date", type = "date", label = "Date the support starts" },
  input "weeks_asked"     { column = "Weeks Asked", type = "weeks", min = 1, max = 39,
    label = "School weeks of support asked for" },
  input "at_risk"         { column = "Exclusion Risk", type = "choice",
    one_of = { "no", "part-time timetable", "exclusion" }, label = "Risk of exclusion" },
  input "looked_after"    { column = "Looked After", type = "yes/no", label = "Looked after by the council" },
}

-- What the council has decided ---------------------------------------------------------------------------------------
-- A new value is a new row under the old one, with the day it takes effect. The row in force on the day of the panel
-- is used.

param "school_first" { type = "GBP/year", label = "Cost the school meets first from its notional SEN budget",
  { from = "2026-04-01", value = 6000, review_by = "2027-02-28",
    source = "Invest to Save report, 4.14(c): \"the first £6,000 of additional support for a pupil with SEND\"" } }
param "cap" { type = "GBP/year", label = "Most that can be paid for one pupil",
  { from = "2026-04-01", value = 10000, source = "illustration: for Schools Forum", review_by = "2027-02-28" } }
param "cycles" { type = "count", label = "Assess-plan-do-review cycles asked for",
  { from = "2026-04-01", value = 2, source = "illustration; Shropshire asks for two" } }
param "most_weeks" { type = "weeks", label = "Longest award: two terms",
  { from = "2026-04-01", value = 26, source = "illustration; Lancashire pays for up to two terms" } }
param "school_weeks" { type = "weeks/year", label = "School weeks in a year",
  { from = "2026-04-01", value = 39, source = "illustration: the weeks of each school year in terms.csv" } }
param "start_within" { type = "weeks", label = "Longest wait from the panel to the start",
  { from = "2026-04-01", value = 13, source = "illustration" } }
param "gap" { type = "weeks", label = "Time between two awards",
  { from = "2026-04-01", value = 13, source = "illustration" } }
param "high_cost" { type = "GBP/year", label = "Cost that adds to the priority",
  { from = "2026-04-01", value = 12000, source = "illustration" } }
param "envelope" { type = "GBP", basis = "financial year", label = "Money for the financial year",
  { from = "2026-04-01", value = 1500000, review_by = "2027-02-28",
    source = "Invest to Save report, 4.14(c): \"the model would cost £1.5M per year\"" } }

calendar "school" { source = "illustration: term dates of one council in England",
  weekend = { "Saturday", "Sunday" }, terms = "terms.csv" }

-- How long it runs ---------------------------------------------------------------------------------------------------
-- Nothing is paid for weeks before the panel met. A school week counts whole as soon as one school
-- day of it is in the award; the award ends on the Sunday of its last week.

figure "first_day" { label = "First day of the award", value = latest { pupil.start_date, pupil.panel_date } }
figure "weeks"     { label = "School weeks awarded", value = lower_of { pupil.weeks_asked, param.most_weeks } }
figure "last_day"  { label = "Last day of the award",
  value = calendar.school:school_week_end(figure.first_day, figure.weeks) }

-- The weeks up to 31 March are this financial year's: the year of the panel. The rest are the next year's; a start
-- within the limit and an award within its limit end before the 31 March after that.
figure "weeks_this_year" { label = "School weeks in the financial year of the panel",
  value = lower_of { figure.weeks,
                     calendar.school:school_weeks(figure.first_day, financial_year_end(pupil.panel_date)) } }

-- Who can have it ----------------------------------------------------------------------------------------------------

criterion "mainstream" { label = "In a mainstream setting",
  test     = pupil.setting:is("mainstream"),
  if_met   = "The setting is mainstream: {school}.",
  if_unmet = "The setting is {setting}, which is funded by place and top-up: {school}.",
  source   = "Invest to Save report, 4.14(c): \"within mainstream settings\"" }
criterion "no_plan" { label = "No EHC plan in force",
  test     = pupil.plan_in_force:is("no"),
  if_met   = "There is no EHC plan.",
  if_unmet = "An EHC plan is in force: it says what must be provided.",
  source   = "Invest to Save report, 4.14(c): \"do not yet require an EHCP\"" }
criterion "costs_more" { label = "Support costs more than the school is expected to fund",
  test     = pupil.annual_cost:over(param.school_first),
  if_met   = "Support costs {annual_cost}; the school meets the first {school_first}.",
  if_unmet = "Support costs {annual_cost}, within the {school_first} that the school meets itself.",
  source   = "Invest to Save report, 4.14(c): \"needs that exceed the £6,000 threshold\"" }
criterion "school_pays" { label = "The school has spent its own share",
  test     = pupil.school_evidence,
  if_met   = "The school has shown what it spends.",
  if_unmet = "The school has not yet shown what it spends.",
  source   = "Invest to Save report, 4.14(c): \"complement existing funding responsibilities\"" }
criterion "graduated" { label = "The graduated approach has been tried",
  test     = any { pupil.cycles_done:at_least(param.cycles),
                   pupil.need:one_of { "HI", "MSI", "PD", "VI" } },
  if_met   = "{cycles_done} cycles of assess, plan, do, review, or a sensory or physical need.",
  if_unmet = "{cycles_done} of {cycles} cycles of assess, plan, do, review.",
  source   = "SEND Code of Practice 2015, 6.44" }
criterion "advised" { label = "A specialist has advised",
  test     = pupil.advice,
  if_met   = "There is specialist advice.",
  if_unmet = "There is no specialist advice yet.",
  source   = "illustration; Wokingham asks for evidence from outside the school" }
criterion "agreed" { label = "Parents agree",
  test     = pupil.parents_agree,
  if_met   = "Parents agree.",
  if_unmet = "Parents have not agreed.",
  source   = "illustration; Shropshire asks for the parents' agreement" }
criterion "reviewable" { label = "Outcomes are set, and a review before the award ends",
  test     = all { pupil.outcomes_set, pupil.review_date:given(),
                   pupil.review_date:on_or_before(figure.last_day) },
  if_met   = "Outcomes are set; the review is on {review_date}.",
  if_unmet = "Outcomes are not set, or there is no review by {last_day}.",
  source   = "illustration" }
criterion "starts_soon" { label = "Support starts soon after the panel",
  test     = pupil.start_date:on_or_before(pupil.panel_date + param.start_within),
  if_met   = "Support starts on {start_date}.",
  if_unmet = "Support starts on {start_date}, more than {start_within} after the panel.",
  source   = "illustration" }
criterion "gap_kept" { label = "Time since the last award",
  test     = any { pupil.last_award_end:given():is("no"),
                   (pupil.last_award_end + param.gap):on_or_before(pupil.panel_date) },
  if_met   = "No award in the last {gap}.",
  if_unmet = "The last award ended on {last_award_end}, less than {gap} before the panel.",
  source   = "illustration" }

local every_criterion = {
  criterion.mainstream, criterion.no_plan, criterion.costs_more, criterion.school_pays, criterion.graduated,
  criterion.advised, criterion.agreed, criterion.reviewable, criterion.starts_soon, criterion.gap_kept,
}

-- How much -----------------------------------------------------------------------------------------------------------
-- The cost above the school's share, up to the cap, for the weeks awarded. What falls in this financial year is rounded
-- to the penny; what is left of the award is the next year's, so that the two are always the whole.

figure "a_year" { label = "Cost above the school's share, up to the cap", type = "GBP/year",
  value = higher_of { 0, lower_of { pupil.annual_cost - param.school_first, param.cap } } }

award "targeted_funding" { label = "Award", type = "GBP",
  when      = all(every_criterion),
  amount    = figure.a_year * figure.weeks / param.school_weeks,
  full_year = figure.a_year,
  source    = "illustration" }
award "this_year" { label = "Of which in this financial year", type = "GBP",
  when      = all(every_criterion),
  amount    = figure.a_year * figure.weeks_this_year / param.school_weeks,
  source    = "illustration" }
figure "next_year" { label = "Of which in the next financial year", type = "GBP",
  value = award.targeted_funding - award.this_year }

-- Who comes first when the money runs short --------------------------------------------------------------------------

score "priority" { label = "Priority", source = "illustration",
  { of = pupil.at_risk, points = { ["no"] = 0, ["part-time timetable"] = 3, ["exclusion"] = 5 } },
  { when = pupil.looked_after, points = 2 },
  { when = pupil.annual_cost:at_least(param.high_cost), points = 1 } }

-- What it comes to ---------------------------------------------------------------------------------------------------
-- Of the panels in the financial year of the run (--on). A pupil whose award is still open is left out, and counted.
-- Money that last year's panels promised for this year is not in these figures: it was last year's "next year".

figure "year_end" { label = "Last day of the financial year", value = financial_year_end(decision_date) }

local this_years_panels = financial_year_end(pupil.panel_date):is(figure.year_end)
local function total(of)
  return sum(of, { where = this_years_panels, missing = "left out" })
end

figure "total"           { label = "Awarded", type = "GBP", value = total(award.targeted_funding) }
figure "total_full_year" { label = "Awarded, for a full year", type = "GBP/year",
  value = total(award.targeted_funding.full_year) }
figure "total_this_year" { label = "Cost in this financial year", type = "GBP", value = total(award.this_year) }
figure "total_next_year" { label = "Committed for the next financial year", type = "GBP",
  value = total(figure.next_year) }
figure "money"           { label = "This year's money", type = "GBP", value = param.envelope }
figure "left"            { label = "Left of this year's money", type = "GBP",
  value = param.envelope - figure.total_this_year }

for _, phase in ipairs { "primary", "secondary" } do
  figure("this_year_" .. phase) { label = "Cost in this financial year, " .. phase, type = "GBP",
    value = sum(award.this_year, { where = all { this_years_panels, pupil.phase:is(phase) }, missing = "left out" }) }
end

-- What must stay true ------------------------------------------------------------------------------------------------
-- Each example is this pupil with what the example says changed: support of £16,000 a year for 26 weeks from
-- September. A cap of £10,000 for 26 of 39 weeks is £6,666.67.

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

example "every criterion met, at the cap, all of it in one financial year" {
  on = "2026-09-01", given = this_pupil {},
  expect = { targeted_funding = "6666.67", targeted_funding_full_year = 10000, this_year = "6666.67", next_year = 0,
             last_day = "2027-03-28", priority = 1 } }
example "a plan in force says what must be provided" {
  on = "2026-09-01", given = this_pupil { plan_in_force = "yes" },
  expect = { no_plan = "unmet", targeted_funding = 0 } }
example "a special school is funded otherwise" {
  on = "2026-09-01", given = this_pupil { setting = "special" },
  expect = { mainstream = "unmet", targeted_funding = 0 } }
example "exactly at the threshold is not over it" {
  on = "2026-09-01", given = this_pupil { annual_cost = 6000 },
  expect = { costs_more = "unmet", targeted_funding = 0, this_year = 0, next_year = 0 } }
example "one penny over the threshold" {
  on = "2026-09-01", given = this_pupil { annual_cost = "6000.01" },
  expect = { costs_more = "met", targeted_funding = "0.01", targeted_funding_full_year = "0.01" } }
example "the threshold of the next financial year" {
  on = "2027-04-14",
  given = this_pupil { annual_cost = "6000.01", panel_date = "2027-04-14", start_date = "2027-04-14",
                       review_date = "2027-10-01" },
  expect = { costs_more = "met", a_year = "0.01" } }
example "a cost not given is not a cost of nought" {
  on = "2026-09-01", given = this_pupil { annual_cost = missing },
  expect = { costs_more = "cannot tell", targeted_funding = missing, this_year = missing, next_year = missing } }
example "what is missing does not matter where another criterion is unmet" {
  on = "2026-09-01", given = this_pupil { annual_cost = missing, weeks_asked = missing, parents_agree = "no" },
  expect = { agreed = "unmet", costs_more = "cannot tell", targeted_funding = 0, this_year = 0 } }
example "one cycle is too few" {
  on = "2026-09-01", given = this_pupil { cycles_done = 1 }, expect = { graduated = "unmet", targeted_funding = 0 } }
example "a sensory or physical need does not wait for cycles" {
  on = "2026-09-01", given = this_pupil { cycles_done = missing, need = "VI" }, expect = { graduated = "met" } }
example "school spending, advice and agreement are each asked for" {
  on = "2026-09-01", given = this_pupil { school_evidence = "no", advice = "no", parents_agree = "no" },
  expect = { school_pays = "unmet", advised = "unmet", agreed = "unmet" } }
example "a review on the last day is in time" {
  on = "2026-09-01", given = this_pupil { review_date = "2027-03-28" }, expect = { reviewable = "met" } }
example "a review after the last day is too late" {
  on = "2026-09-01", given = this_pupil { review_date = "2027-03-29" }, expect = { reviewable = "unmet" } }
example "thirteen weeks to the day since the last award" {
  on = "2026-09-01", given = this_pupil { last_award_end = "2026-06-02" }, expect = { gap_kept = "met" } }
example "one day short of thirteen weeks" {
  on = "2026-09-01", given = this_pupil { last_award_end = "2026-06-03" },
  expect = { gap_kept = "unmet", targeted_funding = 0 } }
example "a start thirteen weeks to the day after the panel" {
  on = "2026-09-01", given = this_pupil { start_date = "2026-12-01" }, expect = { starts_soon = "met" } }
example "a start one day later than that" {
  on = "2026-09-01", given = this_pupil { start_date = "2026-12-02" }, expect = { starts_soon = "unmet" } }
example "more weeks than two terms are not awarded" {
  on = "2026-09-01", given = this_pupil { weeks_asked = 39 }, expect = { weeks = 26, targeted_funding = "6666.67" } }
example "an award that runs over 31 March is divided, and the parts are the whole" {
  on = "2026-09-01",
  given = this_pupil { annual_cost = 9000, panel_date = "2027-01-13", start_date = "2027-01-18", weeks_asked = 13,
                       review_date = "2027-04-30" },
  expect = { weeks_this_year = 9, targeted_funding = 1000, this_year = "692.31", next_year = "307.69" } }
example "a start after 31 March is the next year's money" {
  on = "2026-09-01",
  given = this_pupil { annual_cost = 9000, panel_date = "2027-03-24", start_date = "2027-04-12", weeks_asked = 13,
                       review_date = "2027-06-30" },
  expect = { weeks_this_year = 0, targeted_funding = 1000, this_year = 0, next_year = 1000 } }
example "nothing is paid for weeks before the panel" {
  on = "2026-09-01", given = this_pupil { start_date = "2026-06-01" }, expect = { first_day = "2026-09-01" } }
example "priority adds up" {
  on = "2026-09-01", given = this_pupil { at_risk = "exclusion", looked_after = "yes" }, expect = { priority = 8 } }

-- What holds of every pupil ------------------------------------------------------------------------------------------

property "more cost never pays less" {
  rises(award.targeted_funding, { with = pupil.annual_cost }), rises(award.this_year, { with = pupil.annual_cost }) }
property "more weeks never pay less" { rises(award.targeted_funding, { with = pupil.weeks_asked }) }
property "never above the cap, never below nought" {
  never_over(award.targeted_funding.full_year, param.cap), never_under(award.targeted_funding, 0) }
property "no pound of cost brings more than two pounds" {
  no_cliff(award.targeted_funding, { with = pupil.annual_cost, above = 2 }) }
property "this year's part is part of the award" {
  never_under(figure.next_year, 0), never_over(award.this_year, award.targeted_funding) }
property "need decides nothing but whether cycles are asked for" {
  same_for(award.targeted_funding, { but = "need", where = pupil.cycles_done:at_least(param.cycles) }) }
property "the school's name, the phase and being looked after pay nothing" {
  same_for(award.targeted_funding, { but = { "school", "phase", "looked_after", "at_risk" } }) }
