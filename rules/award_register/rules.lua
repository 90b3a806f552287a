-- The register of awards of support: from when to when each runs, what ended it, how it stands on the day of --on, which
-- reviews are overdue, and what is due, paid and still to pay after a change.
--
-- One row for each award. What is known of it stands in its row, also of days to come: a plan that takes over in
-- November ends an award of September in the register of October already, and the payments that are left are less. The
-- register on another day is the same file with another --on: it tells how the awards stand on that day by what is
-- known now.
--
-- An award that is taken up again after it was stopped is another award.

pack "award_register" {
  title    = "The register of awards of support",
  version  = "2026.1",
  language = 1,
  owner    = "SEND Finance",
  source   = "illustration: a register beside the targeted funding that the Invest to Save report of 27 January 2026 aims at, 4.14(c)",
  approved = "draft",
  rounding = { to = "0.01", mode = "half away from zero" },
}

-- The awards ---------------------------------------------------------------------------------------------------------

records "grant" {
  what = "an award of support to one pupil",
  key  = "award_no",
  input "award_no"    { column = "Award", type = "id", required = true },
  input "starts"      { column = "First Day", type = "date", required = true },
  input "weeks"       { column = "School Weeks", type = "weeks", min = 1, max = 117, label = "School weeks awarded" },
  input "weekly"      { column = "A Week", type = "GBP/week", min = 0, max = 2000, label = "Support for a school week" },
  input "extended_to" { column = "Extended To", type = "date", blank = "not extended" },
  input "plan_from"   { column = "Plan From", type = "date", blank = "no plan", label = "First day of an EHC plan" },
  input "left_on"     { column = "Left On", type = "date", blank = "on roll", label = "Last day at the school" },
  input "moved_on"    { column = "Moved On", type = "date", blank = "lives here",
    label = "First day that another authority is responsible" },
  input "reviewed_on" { column = "Reviewed On", type = "date", blank = "not reviewed" },
  input "paid"        { column = "Paid", type = "GBP", min = 0, blank = "nothing yet", label = "Paid so far" },
  input "parts_paid"  { column = "Parts Paid", type = "count", min = 0, max = 5, blank = "none yet",
    label = "Payments made, of six" },
}

calendar "school" { source = "illustration: term dates of one council in England, inset days made up",
  weekend = { "Saturday", "Sunday" }, terms = "terms.csv", closed = "closed.csv" }

param "review_notice" { type = "weeks", label = "Time before its last day in which an award is reviewed",
  { from = "2024-09-01", value = 4, source = "illustration" } }
param "look_ahead" { type = "weeks", label = "Time ahead in which reviews are listed as coming",
  { from = "2024-09-01", value = 4, source = "illustration" } }

-- Its life -----------------------------------------------------------------------------------------------------------

life "support" { label = "Support", source = "illustration",
  starts = grant.starts, weeks = grant.weeks, calendar = calendar.school, extended_to = grant.extended_to,
  review_before_end = param.review_notice,
  stops = { { from  = grant.plan_from, why = "superseded by a plan" },
            { after = grant.left_on,   why = "left the school" },
            { from  = grant.moved_on,  why = "moved to another authority" } } }

criterion "runs" { label = "It runs for at least one school week",
  test     = figure.support_weeks:at_least(1),
  if_met   = "It runs from {starts} to {support_ends}, {support_weeks} of school.",
  if_unmet = "It was to begin on {starts} and has no week of school: {support_ended_by}.",
  source   = "illustration" }

-- Due for the weeks that it runs -------------------------------------------------------------------------------------

award "due" { label = "Due for the whole of it", type = "GBP",
  when   = criterion.runs,
  amount = grant.weekly * figure.support_weeks,
  source = "illustration" }

-- The weeks up to a day, taken from those up to another: a week that both years share is counted once, in the first.
figure "year_end"   { label = "Last day of the financial year", value = financial_year_end(decision_date) }
figure "year_start" { label = "First day of the financial year",
  value = figure.year_end - months(12) + days(1) }
local function weeks_to(last)
  return calendar.school:school_weeks(grant.starts, earliest { figure.support_ends, last })
end
figure "due_before" { label = "Due in financial years before", type = "GBP",
  value = grant.weekly * weeks_to(figure.year_start - days(1)) }
figure "due_this_year" { label = "Due in this financial year", type = "GBP",
  value = grant.weekly * (weeks_to(figure.year_end) - weeks_to(figure.year_start - days(1))) }
figure "due_later" { label = "Due in financial years to come", type = "GBP",
  value = grant.weekly * (figure.support_weeks - weeks_to(figure.year_end)) }
figure "due_so_far" { label = "Due for the weeks so far", type = "GBP",
  value = grant.weekly * figure.support_weeks_so_far }

-- Six payments ---------------------------------------------------------------------------------------------------------
-- What is still to pay is dealt over the payments that are left, below nought where too much was paid: the last always
-- is left, to settle. Of an award that has ended what was paid too much is to be got back.

figure "paid_so_far" { label = "Paid so far", type = "GBP",
  value = choose { { when = grant.paid:given(), take = grant.paid }, otherwise = 0 } }
figure "parts_done" { label = "Payments made", type = "count",
  value = choose { { when = grant.parts_paid:given(), take = grant.parts_paid }, otherwise = 0 } }
figure "to_pay" { label = "Still to pay, or below £0 to get back", type = "GBP",
  value = award.due - figure.paid_so_far }
instalments "payment" { label = "To pay", of = award.due, into = 6, remainder = "last",
  paid = figure.paid_so_far, done = figure.parts_done,
  source = "illustration: six payments a year" }
figure "to_get_back" { label = "To get back", type = "GBP",
  value = higher_of { 0, figure.paid_so_far - award.due } }

-- Its review -----------------------------------------------------------------------------------------------------------

figure "review" { label = "Review",
  value = choose {
    { when = figure.support_state:is_not("in force"),                                 take = "not asked for" },
    { when = all { grant.reviewed_on:given(), grant.reviewed_on:on_or_before(decision_date) }, take = "done" },
    { when = decision_date:after(figure.support_review_by),                           take = "overdue" },
    { when = figure.support_review_by:on_or_before(decision_date + param.look_ahead), take = "coming" },
    otherwise = "later" } }

-- The register ---------------------------------------------------------------------------------------------------------

local function number(name, label, test)
  figure(name) { label = label, value = count(grant, { where = test, missing = "left out" }) }
end
local function total(name, label, type, of, test)
  figure(name) { label = label, type = type, value = sum(of, { where = test, missing = "left out" }) }
end
local in_force = figure.support_state:is("in force")

heading "The register"
for _, row in ipairs {
    { "not_begun", "not begun" }, { "in_force", "in force" }, { "expired", "expired" },
    { "superseded", "superseded by a plan" }, { "left", "left the school" }, { "moved", "moved to another authority" } } do
  number("n_" .. row[1], "Awards: " .. row[2], figure.support_state:is(row[2]))
end
number("n_unknown", "Awards whose state is not known", figure.support_state:known():is("no"))
number("n_never", "of all these, stopped before a week of school", criterion.runs:is("unmet"))
total("a_week", "Support for a school week, of those in force", "GBP/week", grant.weekly, in_force)

heading "Reviews"
for _, state in ipairs { "overdue", "coming", "done", "later" } do
  number("n_review_" .. state, "Reviews of awards in force: " .. state, figure.review:is(state))
end

heading "What it costs"
total("total_due", "Due for all awards", "GBP", award.due)
total("total_before", "of which in financial years before", "GBP", figure.due_before)
total("total_this_year", "of which in this financial year", "GBP", figure.due_this_year)
total("total_later", "of which in financial years to come", "GBP", figure.due_later)
total("total_so_far", "Due for the weeks so far", "GBP", figure.due_so_far)

heading "What is paid"
total("total_paid", "Paid so far", "GBP", figure.paid_so_far)
total("total_to_pay", "Still to pay, or below £0 to get back", "GBP", figure.to_pay)
total("total_back", "Paid for weeks that will not run, to get back", "GBP", figure.to_get_back)
total("total_back_ended", "of which of awards that have ended", "GBP", figure.to_get_back,
  figure.support_ends:before(decision_date))

-- What holds of every award --------------------------------------------------------------------------------------------

property "a longer award is never due less" { rises(award.due, { with = grant.weeks }) }
property "a later plan is never due less" { rises(award.due, { with = grant.plan_from }) }
property "nothing is due below nought" { never_under(award.due, 0), never_under(figure.due_this_year, 0),
  never_under(figure.due_later, 0) }
