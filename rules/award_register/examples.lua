-- Examples of the register.  Term dates and closed days are those of terms.csv and closed.csv: the autumn of 2026 begins on
-- Wednesday 2 September, an inset day, and its half-term holiday is the week of 26 October.

local on = "2026-11-02"
local function one(facts)
  local row = { award_no = "1", starts = "2026-09-02", weeks = 12, weekly = 150, extended_to = "", plan_from = "",
    left_on = "", moved_on = "", reviewed_on = "", paid = "", parts_paid = "" }
  for key, value in pairs(facts) do row[key] = value end
  return row
end

-- From when to when --------------------------------------------------------------------------------------------------

example "twelve school weeks from September, over half-term" { on = on, given = one {},
  expect = { support_planned = "2026-11-29", support_ends = "2026-11-29", support_ended_by = "expiry",
    support_state = "in force", support_review_by = "2026-11-01", support_days = 89, support_weeks = 12,
    support_weeks_so_far = 9, runs = "met", due = 1800, due_so_far = 1350 } }
example "the last day is counted" { on = "2026-11-29", given = one {},
  expect = { support_state = "in force", review = "overdue", support_weeks_so_far = 12 } }
example "the day after it has expired" { on = "2026-11-30", given = one {},
  expect = { support_state = "expired", review = "not asked for" } }
example "the day before it begins" { on = "2026-09-01", given = one {},
  expect = { support_state = "not begun", support_weeks_so_far = 0, due_so_far = 0, review = "not asked for" } }
example "a closed day that opens a term leaves its week a school week" { on = "2026-09-02", given = one {},
  expect = { support_state = "in force", support_weeks_so_far = 0 } }
example "and the day after is the first of school" { on = "2026-09-03", given = one {},
  expect = { support_weeks_so_far = 1, due_so_far = 150 } }
example "a week begins for who begins on a school day of it" { on = "2026-10-05",
  given = one { starts = "2026-09-05", weeks = 1 },
  expect = { support_ends = "2026-09-13", support_weeks = 1, support_days = 9, support_weeks_so_far = 1 } }
example "the last day of a term is a day of school" { on = on, given = one { starts = "2026-10-23", left_on = "2026-10-23" },
  expect = { support_weeks = 1, support_days = 1 } }
example "extended to the end of term" { on = on, given = one { extended_to = "2026-12-18" },
  expect = { support_planned = "2026-12-18", support_weeks = 15, support_review_by = "2026-11-20", due = 2250 } }
example "an extension to a day before its planned last one is none" { on = on,
  given = one { extended_to = "2026-11-28" }, expect = { support_ends = "2026-11-29" } }

-- What stops it ------------------------------------------------------------------------------------------------------

example "a plan takes over on its first day" { on = "2026-10-12", given = one { plan_from = "2026-10-12" },
  expect = { support_ends = "2026-10-11", support_ended_by = "superseded by a plan",
    support_state = "superseded by a plan", support_weeks = 6, due = 900 } }
example "the day before that it is in force" { on = "2026-10-11", given = one { plan_from = "2026-10-12" },
  expect = { support_state = "in force", support_ended_by = "superseded by a plan" } }
example "the last day at the school is paid for" { on = "2026-10-13", given = one { left_on = "2026-10-12" },
  expect = { support_ends = "2026-10-12", support_state = "left the school", support_weeks = 7 } }
example "moved to another authority" { on = on, given = one { moved_on = "2026-10-12" },
  expect = { support_ends = "2026-10-11", support_state = "moved to another authority" } }
example "of two on one day the first written" { on = on,
  given = one { plan_from = "2026-10-12", left_on = "2026-10-11", moved_on = "2026-10-12" },
  expect = { support_ended_by = "superseded by a plan" } }
example "of two days the earlier" { on = on, given = one { plan_from = "2026-10-12", left_on = "2026-10-10" },
  expect = { support_ended_by = "left the school", support_ends = "2026-10-10" } }
example "what comes when it is over ends nothing" { on = "2027-01-04", given = one { plan_from = "2026-11-30" },
  expect = { support_ended_by = "expiry", support_state = "expired" } }
example "nor does all of it together" { on = "2027-01-04",
  given = one { plan_from = "2026-12-01", left_on = "2026-12-02", moved_on = "2026-12-03" },
  expect = { support_ends = "2026-11-29", support_ended_by = "expiry" } }
example "an extension after a stop changes nothing" { on = on,
  given = one { plan_from = "2026-10-12", extended_to = "2027-03-25" },
  expect = { support_planned = "2027-03-25", support_ends = "2026-10-11", due = 900 } }
example "stopped before it began" { on = on, given = one { plan_from = "2026-09-02" },
  expect = { support_days = 0, support_weeks = 0, runs = "unmet", due = 0, support_state = "superseded by a plan",
    to_pay = 0, n_never = 1, n_superseded = 1 } }
example "stopped before the first day of school" { on = on, given = one { left_on = "2026-09-02" },
  expect = { support_days = 1, support_weeks = 0, runs = "unmet" } }
example "a week of school is enough" { on = on, given = one { left_on = "2026-09-03" },
  expect = { support_weeks = 1, runs = "met", due = 150 } }
example "a bank holiday closes a day, not its week" { on = "2027-04-26",
  given = one { starts = "2027-05-03", left_on = "2027-05-04" }, expect = { support_weeks = 1, support_days = 2 } }
example "one day that is a bank holiday has no week of school" { on = "2027-04-26",
  given = one { starts = "2027-05-03", left_on = "2027-05-03" }, expect = { support_weeks = 0 } }

-- Years --------------------------------------------------------------------------------------------------------------

example "over the end of a financial year" { on = "2027-03-31", given = one { starts = "2027-02-22", weeks = 10 },
  expect = { support_ends = "2027-05-16", due = 1500, due_before = 0, due_this_year = 750, due_later = 750 } }
example "the day after" { on = "2027-04-01", given = one { starts = "2027-02-22", weeks = 10 },
  expect = { year_start = "2027-04-01", year_end = "2028-03-31", due_before = 750, due_this_year = 750,
    due_later = 0 } }
example "begun on the last day of the year" { on = "2026-04-01", given = one { starts = "2026-03-31", weeks = 2 },
  expect = { due_before = 150, due_this_year = 150 } }
example "begun on the first" { on = "2026-04-01", given = one { starts = "2026-04-01", weeks = 2 },
  expect = { due_before = 0, due_this_year = 300 } }
example "a week that both years share is counted in the first" { on = "2026-03-31",
  given = one { starts = "2026-03-23", weeks = 3 },
  expect = { support_weeks = 3, due_this_year = 300, due_later = 150 } }
example "from a leap day" { on = "2028-03-31", given = one { starts = "2028-02-29", weeks = 5 },
  expect = { support_ends = "2028-04-02", support_weeks_so_far = 5, due_this_year = 750, due_later = 0 } }

-- Paid and still to pay ----------------------------------------------------------------------------------------------

example "nothing is paid yet: six payments" { on = on, given = one {},
  expect = { paid_so_far = 0, parts_done = 0, to_pay = 1800, payment_1 = 300, payment_6 = 300, to_get_back = 0 } }
example "the odd pennies are in the last" { on = on, given = one { weekly = "150.01", weeks = 1 },
  expect = { due = "150.01", payment_1 = 25, payment_5 = 25, payment_6 = "25.01" } }
example "after a change what is left is dealt anew" { on = on,
  given = one { plan_from = "2026-11-09", paid = 600, parts_paid = 2 },
  expect = { due = 1350, to_pay = 750, payment_1 = 0, payment_2 = 0, payment_3 = "187.50", payment_6 = "187.50" } }
example "paid for weeks that will not run" { on = on,
  given = one { plan_from = "2026-10-12", paid = 1200, parts_paid = 4 },
  expect = { due = 900, to_pay = -300, payment_4 = 0, payment_5 = -150, payment_6 = -150, to_get_back = 300,
    total_back = 300, total_back_ended = 300 } }
example "to get back while it still runs" { on = on,
  given = one { plan_from = "2026-11-03", paid = 1500, parts_paid = 5 },
  expect = { to_get_back = 150, payment_6 = -150, total_back = 150, total_back_ended = 0 } }
example "what ends tomorrow has not ended" { on = "2026-11-01",
  given = one { plan_from = "2026-11-03", paid = 1500, parts_paid = 5 },
  expect = { support_ends = "2026-11-02", to_get_back = 150, total_back_ended = 0 } }
example "paid for what never began" { on = on, given = one { moved_on = "2026-08-31", paid = 300, parts_paid = 1 },
  expect = { due = 0, to_pay = -300, to_get_back = 300, payment_2 = -60, support_days = 0 } }

-- Reviews ------------------------------------------------------------------------------------------------------------

example "on the day by which it is to be reviewed it is not late" { on = "2026-11-01", given = one {},
  expect = { review = "coming", n_review_coming = 1 } }
example "the day after it is" { on = "2026-11-02", given = one {},
  expect = { review = "overdue", n_review_overdue = 1 } }
example "four weeks ahead it is coming" { on = "2026-10-04", given = one {}, expect = { review = "coming" } }
example "and before that later" { on = "2026-10-03", given = one {},
  expect = { review = "later", n_review_later = 1 } }
example "reviewed" { on = on, given = one { reviewed_on = "2026-11-02" },
  expect = { review = "done", n_review_done = 1 } }
example "reviewed a day later" { on = on, given = one { reviewed_on = "2026-11-03" },
  expect = { review = "overdue" } }
example "reviewed the day before" { on = on, given = one { reviewed_on = "2026-11-01" }, expect = { review = "done" } }
example "to be reviewed tomorrow" { on = on, given = one { extended_to = "2026-12-01" },
  expect = { support_review_by = "2026-11-03", review = "coming" } }
example "to be reviewed a day before four weeks ahead" { on = on, given = one { extended_to = "2026-12-27" },
  expect = { support_review_by = "2026-11-29", review = "coming" } }
example "short support is reviewed when it begins" { on = "2026-09-02", given = one { weeks = 3 },
  expect = { support_ends = "2026-09-20", support_review_by = "2026-09-02", review = "coming" } }
example "on the first day for which the times are given" { on = "2024-09-01",
  given = one { starts = "2024-09-01", weeks = 3 },
  expect = { support_ends = "2024-09-22", support_review_by = "2024-09-01", review = "coming" } }

-- What is missing ----------------------------------------------------------------------------------------------------

example "without its weeks nobody knows when it ends" { on = on, given = one { weeks = missing },
  expect = { support_ends = missing, support_state = missing, runs = "cannot tell", due = missing, review = missing,
    n_unknown = 1, n_in_force = 0, total_due = 0 } }
example "without its amount the register still counts it" { on = on, given = one { weekly = missing },
  expect = { support_state = "in force", due = missing, to_pay = missing, n_in_force = 1, a_week = 0 } }

-- The register -------------------------------------------------------------------------------------------------------

example "one of each state" { on = on, rows = {
    one { award_no = "1" }, one { award_no = "2", starts = "2026-11-03" },
    one { award_no = "3", weeks = 2, weekly = 100 }, one { award_no = "4", plan_from = "2026-10-12" },
    one { award_no = "5", left_on = "2026-10-12" }, one { award_no = "6", moved_on = "2026-10-12" },
    one { award_no = "7", starts = "2025-09-02" } },
  expect = { n_not_begun = 1, n_in_force = 1, n_expired = 2, n_superseded = 1, n_left = 1, n_moved = 1, n_unknown = 0,
    n_never = 0, a_week = 150, total_due = 8450, total_before = 1800, total_this_year = 6650, total_later = 0,
    total_so_far = 6200, total_paid = 0, total_to_pay = 8450 } }
