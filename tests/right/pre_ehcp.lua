-- Targeted funding before an EHC plan. Nothing here limits the right to ask for an EHC needs assessment.

pack "pre_ehcp" {
  title    = "Targeted funding before an EHC plan",
  version  = "2026.1",
  owner    = "SEND Strategy",
  source   = "Invest to Save report, 27 January 2026, 4.14(c)",
  approved = "draft",
  rounding = { to = "0.01", mode = "half away from zero" },
}

-- What a school tells us ---------------------------------------------------------------------------

records "pupil" {
  what     = "a pupil for whom a school asks support",
  key      = "pupil_id",
  dated_by = "panel_date",
  input "pupil_id"        { type = "id", private = true, required = true },
  input "panel_date"      { type = "date", required = true, label = "Date of the panel" },
  input "request_date"    { type = "date", label = "Date the request was received" },
  input "setting"         { type = "choice", one_of = { "mainstream", "special", "alternative" } },
  input "plan_in_force"   { type = "yes/no", label = "An EHC plan is in force" },
  input "provision_cost"  { type = "GBP/year", min = 0, max = 120000,
    label = "Yearly cost of the support on the costed provision map" },
  input "school_evidence" { type = "yes/no", label = "The school's own spending is evidenced" },
  input "plan_cycles"     { type = "count", min = 0, max = 20, label = "Assess-plan-do-review cycles" },
  input "need"            { type = "choice", one_of = { "ASD", "SEMH", "SLCN", "MLD", "PD", "HI", "VI" } },
  input "advice"          { type = "yes/no", label = "A specialist has advised" },
  input "parents_agree"   { type = "yes/no", label = "Parents agree" },
  input "review_set"      { type = "yes/no", label = "Outcomes and a review date are set" },
  input "last_award_end"  { type = "date", blank = "no award before", label = "End of the last award" },
  input "at_risk"         { type = "choice", one_of = { "no", "part-time timetable", "exclusion" } },
  input "weeks_asked"     { type = "weeks", min = 1, max = 39, label = "School weeks of support asked for" },
}

-- What the council has decided ---------------------------------------------------------------------

param "school_first" { type = "GBP/year", label = "Cost the school meets first from its notional SEN budget",
  { from = "2013-04-01", value = 6000, source = "High needs funding operational guide", review_by = "2027-02-28" } }
param "cap" { type = "GBP/year", label = "Most that can be paid for one pupil",
  { from = "2026-09-01", value = 10000, source = "illustration: to be agreed by Schools Forum", review_by = "2027-02-28" } }
param "cycles" { type = "count", label = "Assess-plan-do-review cycles asked for",
  { from = "2026-09-01", value = 2, source = "illustration; Shropshire asks for two" } }
param "school_weeks" { type = "weeks/year", label = "School weeks in a year",
  { from = "2013-04-01", value = 39, source = "Education (School Day and School Year) Regulations 1999: 195 days" } }
param "most_weeks" { type = "weeks", label = "Longest award: two terms",
  { from = "2026-09-01", value = 26, source = "illustration" } }
param "gap" { type = "weeks", label = "Time between two awards",
  { from = "2026-09-01", value = 13, source = "illustration" } }

-- Who can have it ----------------------------------------------------------------------------------

criterion "mainstream" { label = "In a mainstream setting",
  test     = pupil.setting:is("mainstream"),
  if_met   = "The pupil is in a mainstream setting.",
  if_unmet = "The pupil is in a {setting} setting, which is funded by place and top-up.",
  source   = "Invest to Save report, 4.14(c)" }
criterion "no_plan" { label = "No EHC plan in force",
  test     = pupil.plan_in_force:is("no"),
  if_met   = "There is no EHC plan.",
  if_unmet = "An EHC plan is in force: it says what must be provided.",
  source   = "Invest to Save report, 4.14(c)" }
criterion "costs_more" { label = "Support costs more than the school is expected to fund",
  test     = pupil.provision_cost:over(param.school_first),
  if_met   = "Support costs {provision_cost}; the school meets the first {school_first}.",
  if_unmet = "Support costs {provision_cost}, within the {school_first} the school meets itself.",
  source   = "Invest to Save report, 4.14(c)" }
criterion "school_pays" { label = "The school has spent its own share",
  test     = pupil.school_evidence,
  if_met   = "The school has shown what it spends.",
  if_unmet = "The school has not yet shown what it spends.",
  source   = "Invest to Save report, 4.14(c)" }
criterion "graduated" { label = "The graduated approach has been tried",
  { from = "2026-09-01", source = "SEND Code of Practice, 6.44",
    test     = any { pupil.plan_cycles:at_least(param.cycles), pupil.need:one_of { "HI", "VI", "PD" } },
    if_met   = "{plan_cycles} cycles completed, or a sensory or physical need.",
    if_unmet = "{plan_cycles} of {cycles} cycles completed." } }
criterion "advised" { label = "A specialist has advised",
  test = pupil.advice,
  if_met = "There is specialist advice.", if_unmet = "There is no specialist advice yet.", source = "illustration" }
criterion "agreed" { label = "Parents agree",
  test = pupil.parents_agree,
  if_met = "Parents agree.", if_unmet = "Parents have not agreed.", source = "illustration" }
criterion "reviewable" { label = "Outcomes and a review date are set",
  test = pupil.review_set,
  if_met = "Outcomes and a review date are set.", if_unmet = "Outcomes or the review date are missing.", source = "illustration" }
criterion "gap_kept" { label = "Time since the last award",
  test     = any { pupil.last_award_end:given():is("no"),
                   (pupil.last_award_end + param.gap):on_or_before(pupil.panel_date) },
  if_met   = "No award in the last {gap}.",
  if_unmet = "The last award ended on {last_award_end}, less than {gap} ago.",
  source   = "illustration" }

-- How much -----------------------------------------------------------------------------------------

figure "a_year" { label = "Cost above the school's share, up to the cap", type = "GBP/year",
  value = lower_of { pupil.provision_cost - param.school_first, param.cap } }
figure "weeks" { label = "Weeks awarded", type = "weeks",
  value = lower_of { pupil.weeks_asked, param.most_weeks } }

award "targeted_funding" { label = "Award this year", type = "GBP",
  when = all { criterion.mainstream, criterion.no_plan, criterion.costs_more, criterion.school_pays, criterion.graduated,
               criterion.advised, criterion.agreed, criterion.reviewable, criterion.gap_kept },
  full_year = figure.a_year,
  amount    = figure.a_year * figure.weeks / param.school_weeks,
  source = "illustration" }

-- Who comes first when the money runs short --------------------------------------------------------

score "priority" { label = "Priority", source = "illustration",
  { of = pupil.at_risk, points = { ["no"] = 0, ["part-time timetable"] = 3, ["exclusion"] = 5 } },
  { when = pupil.plan_cycles:at_least(4), points = 2 },
  { when = pupil.provision_cost:at_least(12000), points = 1 } }

figure "total"           { label = "Awarded this year", type = "GBP",
  value = sum(award.targeted_funding, { missing = "left out" }) }
figure "total_full_year" { label = "Awarded, for a full year", type = "GBP/year",
  value = sum(award.targeted_funding.full_year, { missing = "left out" }) }

-- What must stay true ------------------------------------------------------------------------------

example "exactly at the threshold is not over it" {
  on     = "2026-09-01",
  given  = { provision_cost = "6000.00" },
  expect = { costs_more = "unmet", targeted_funding = 0 } }
example "a cost not given is not a cost of nought" {
  on     = "2026-09-01",
  given  = { setting = "mainstream" },
  expect = { costs_more = "cannot tell", targeted_funding = missing } }

