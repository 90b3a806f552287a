-- The life of an award, by weeks, school weeks, terms, months and a last day of its own.
pack "life" { title = "Life", version = "1", source = "illustration" }
records "plan" { what = "a plan", key = "plan_id",
  input "plan_id" { type = "id", required = true }, input "made_on" { type = "date", required = true } }
records "case" { what = "an award", key = "case_id",
  input "case_id" { type = "id", required = true }, input "starts" { type = "date", required = true },
  input "number" { type = "count", min = 1, max = 60 }, input "last" { type = "date" },
  input "extended_to" { type = "date", blank = "not extended" },
  input "left_on" { type = "date", blank = "has not left" }, input "plan" { type = "id" },
  link "plan_of" { to = "plan", by = "plan" } }
calendar "school" { source = "illustration", terms = {
  { name = "Autumn", first = "2023-09-04", last = "2023-12-21" },
  { name = "Spring", first = "2024-01-08", last = "2024-03-28" },
  { name = "Summer", first = "2024-04-15", last = "2024-07-19" } } }
local stops = { { from = case.plan_of.made_on, when = case.plan_of:known(), why = "plan made" },
                { after = case.left_on, why = "left" } }
local function life_of(name, facts)
  facts.label, facts.source, facts.starts, facts.stops = name, "illustration", case.starts, stops
  life(name)(facts)
end
life_of("weekly", { weeks = weeks(case.number), extended_to = case.extended_to, review_after = weeks(2) })
life_of("at_school", { weeks = weeks(case.number), calendar = calendar.school, review_before_end = weeks(1) })
life_of("termly", { terms = case.number, calendar = calendar.school, review_after = months(1), review_before_end = days(9) })
life_of("monthly", { months = months(case.number) })
life_of("dated", { ends = case.last })
life "plain" { label = "Plain", source = "illustration", starts = case.starts, weeks = 2 }
local function one(facts)
  local row = { case_id = "1", number = 2, last = "2024-03-01", extended_to = "", left_on = "" }
  for key, value in pairs(facts) do row[key] = value end
  return { plan = { { plan_id = "P", made_on = "2024-03-08" } }, case = { row } }
end
example "a leap day" {
  on = "2024-03-01", rows = one { starts = "2024-02-29", number = 12 },
  expect = { weekly_ends = "2024-05-22", monthly_ends = "2025-02-28", dated_ends = "2024-03-01", dated_days = 2,
             at_school_ends = "2024-06-02", plain_ends = "2024-03-13", weekly_ended_by = "expiry", weekly_state = "in force",
             weekly_review_by = "2024-03-14", at_school_weeks_so_far = 1 } }
example "the end of a month" {
  on = "2024-01-30", rows = one { starts = "2024-01-31", number = 1 },
  expect = { monthly_ends = "2024-02-29", termly_ends = "2024-03-28", monthly_state = "not begun",
             termly_review_by = "2024-02-29" } }
example "a whole year" { on = "2024-03-01", rows = one { starts = "2023-03-01", number = 12 },
  expect = { monthly_ends = "2024-02-29", monthly_days = 366, monthly_state = "expired", plain_state = "expired" } }
example "a plan stops it on the day before" { on = "2024-03-08", rows = one { starts = "2024-02-01", number = 12, plan = "P" },
  expect = { weekly_ends = "2024-03-07", weekly_ended_by = "plan made", weekly_state = "plan made",
             dated_ends = "2024-03-01", dated_ended_by = "expiry" } }
example "of two on one day the first written" {
  on = "2024-03-07", rows = one { starts = "2024-02-01", number = 12, plan = "P", left_on = "2024-03-07" },
  expect = { weekly_ends = "2024-03-07", weekly_ended_by = "plan made", weekly_state = "in force" } }
example "leaving ends it on the day itself, and an extension after that changes nothing" {
  on = "2024-03-07", rows = one { starts = "2024-02-01", left_on = "2024-02-09", extended_to = "2024-06-30" },
  expect = { weekly_planned = "2024-06-30", weekly_ends = "2024-02-09", weekly_ended_by = "left", weekly_days = 9 } }
example "what is stopped before it begins never runs" {
  on = "2024-03-07", rows = one { starts = "2024-03-08", plan = "P" },
  expect = { weekly_ends = "2024-03-07", weekly_state = "not begun", weekly_days = 0, at_school_weeks = 0 } }
example "and is stopped from then on" { on = "2024-03-08", rows = one { starts = "2024-03-08", plan = "P" },
  expect = { weekly_state = "plan made", weekly_days = 0 } }
example "an extension to an earlier day is none" {
  on = "2024-03-07", rows = one { starts = "2024-03-08", extended_to = "2024-03-09" },
  expect = { weekly_planned = "2024-03-21", weekly_ends = "2024-03-21" } }
example "what is missing is not guessed" { on = "2024-03-07", rows = { case = { { case_id = "1", starts = "2024-03-01",
  number = missing, extended_to = "", left_on = "" } } },
  expect = { weekly_ends = missing, weekly_state = missing, plain_ends = "2024-03-14" } }
