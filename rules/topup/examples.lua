-- What must stay true of rules.lua. Each example is this spell, or this school, with what the example says changed:
-- band C (£9,000 in 2026-27, £8,700 in 2025-26) at a mainstream school here since September 2025, by days.

local function with(row, changes)
  for name, value in pairs(changes) do row[name] = value end
  return row
end
local function school(changes)
  return with({ school_id = "S", area = "OURS", setting = "mainstream", baseline_income = "" }, changes)
end
local function spell(changes)
  return with({ spell_id = "EXAMPLE", pupil = "P", home = "OURS", school = "S", basis = "band", band = "C",
                starts = "2025-09-01", ends = "", decided_on = "2025-07-01", asked_on = "", paid = "" }, changes)
end
local function rows_at(changes_of_school, changes)
  return { authority = { { authority_id = "OURS" }, { authority_id = "THEIRS" } },
           school = { school(changes_of_school) }, spell = { spell(changes) } }
end
local function rows(changes) return rows_at({}, changes) end
local function two(first, second)
  return { authority = { { authority_id = "OURS" } }, school = { school {} },
           spell = { spell(first), spell(with({ spell_id = "SECOND" }, second)) } }
end

example "a whole year, and on 1 September five instalments are done" {
  on = "2026-09-01", rows = rows {},
  expect = { ours = "met", decided = "met", some_day = "met", one_at_a_time = "met", topup = 9000, arrears = 0,
             others = 0, a_year = 9000, monthly_5 = 0, monthly_6 = "1285.71", monthly_12 = "1285.74" } }
example "twelve instalments at the start of the year" {
  on = "2026-04-01", rows = rows { band = "A" },
  expect = { monthly_1 = "208.33", monthly_11 = "208.33", monthly_12 = "208.37" } }
example "what was paid comes off, and the rest is dealt again" {
  on = "2026-12-01", rows = rows { paid = 6500 },
  expect = { due = 9000, monthly_8 = 0, monthly_9 = 625, monthly_12 = 625 } }
example "too much was paid" {
  on = "2026-12-01", rows = rows { paid = 9400 }, expect = { monthly_9 = -100, monthly_12 = -100 } }

example "a need and a level" {
  on = "2026-09-01", rows = rows { basis = "matrix", band = missing, need = "cognition and learning", level = "2" },
  expect = { topup = 6000 } }
example "a band that is not given" {
  on = "2026-09-01", rows = rows { band = missing }, expect = { topup = missing, monthly_12 = missing } }
example "a school meets the first 6,000 of a costed provision" {
  on = "2026-09-01", rows = rows { basis = "costed", cost = 15000 }, expect = { topup = 9000 } }
example "a unit and a college, too" {
  on = "2026-09-01", rows = rows_at({ setting = "further education" }, { basis = "costed", cost = 15000 }),
  expect = { topup = 9000 } }
example "exactly at 6,000" {
  on = "2026-09-01", rows = rows { basis = "costed", cost = 6000 }, expect = { topup = 0 } }
example "a penny over 6,000" {
  on = "2026-09-01", rows = rows { basis = "costed", cost = "6000.01" }, expect = { topup = "0.01" } }
example "a special place meets 10,000" {
  on = "2026-09-01", rows = rows_at({ setting = "special" }, { basis = "costed", cost = 25000 }),
  expect = { topup = 15000 } }
example "an independent school has no place funding" {
  on = "2026-09-01", rows = rows_at({ setting = "independent special" }, { basis = "costed", cost = 25000 }),
  expect = { topup = 25000 } }
example "a cost not given is not a cost of nought" {
  on = "2026-09-01", rows = rows { basis = "costed", cost = missing }, expect = { topup = missing } }

example "a start in September: 212 days" {
  on = "2026-09-01", rows = rows { starts = "2026-09-01" }, expect = { topup = "5227.40", paid_from = "2026-09-01" } }
example "a leaver: 30 days" {
  on = "2026-09-01", rows = rows { ends = "2026-04-30" }, expect = { topup = "739.73", paid_to = "2026-04-30" } }
example "two spells that meet are the whole year" {
  on = "2026-09-01", rows = two({ ends = "2026-08-31" }, { starts = "2026-09-01" }), expect = { total_here = 9000 } }

example "a pupil of another authority, at a school here" {
  on = "2026-09-01", rows = rows { home = "THEIRS" },
  expect = { ours = "unmet", theirs = "met", topup = 0, others = 9000, total_here = 0, total_others = 9000 } }
example "a pupil of ours, at a school elsewhere" {
  on = "2026-09-01", rows = rows_at({ area = "THEIRS" }, {}),
  expect = { theirs = "unmet", topup = 9000, total_here = 0, total_elsewhere = 9000, others = 0 } }
example "a home that is not given" {
  on = "2026-09-01", rows = rows { home = missing },
  expect = { ours = "cannot tell", theirs = "cannot tell", topup = missing, others = missing } }

example "decided on the last day of the year" {
  on = "2026-09-01", rows = rows { starts = "2027-03-31", decided_on = "2027-03-31" }, expect = { decided = "met" } }
example "decided a day later" {
  on = "2026-09-01", rows = rows { starts = "2027-03-31", decided_on = "2027-04-01" },
  expect = { decided = "unmet", topup = 0 } }
example "not decided yet" {
  on = "2026-09-01", rows = rows { decided_on = missing }, expect = { decided = "cannot tell", topup = missing } }
example "decided in May, from January: 86 days of the year before at its rate" {
  on = "2026-09-01", rows = rows { starts = "2026-01-05", decided_on = "2026-05-01" },
  expect = { paid_from = "2026-01-05", topup = 9000, arrears = "2049.86", due = "11049.86" } }
example "no further back than 26 weeks" {
  on = "2026-09-01", rows = rows { starts = "2025-09-02", decided_on = "2026-05-01" },
  expect = { paid_from = "2025-10-31", arrears = "3623.01" } }
example "a plan that came late is paid from the day on which it was due" {
  on = "2026-09-01", rows = rows { starts = "2025-09-02", decided_on = "2026-05-01", asked_on = "2025-09-01" },
  expect = { paid_from = "2026-01-19", arrears = "1716.16" } }
example "a plan in time is paid from its decision" {
  on = "2026-09-01", rows = rows { starts = "2026-05-01", decided_on = "2026-06-01", asked_on = "2026-03-02" },
  expect = { paid_from = "2026-06-01", arrears = 0 } }
example "what was decided last year was paid last year" {
  on = "2026-09-01", rows = rows { starts = "2026-01-05", decided_on = "2026-03-31" },
  expect = { topup = 9000, arrears = 0 } }
example "a decision of 1 April is this year's" {
  on = "2026-09-01", rows = rows { starts = "2026-01-05", decided_on = "2026-04-01" },
  expect = { arrears = "2049.86" } }
example "over before the first day that can be paid" {
  on = "2026-09-01", rows = rows { starts = "2025-09-02", ends = "2025-10-30", decided_on = "2026-05-01" },
  expect = { some_day = "unmet", topup = 0, arrears = 0 } }
example "over on that day" {
  on = "2026-09-01", rows = rows { starts = "2025-09-02", ends = "2025-10-31", decided_on = "2026-05-01" },
  expect = { some_day = "met", topup = 0, arrears = "23.84" } }

example "a spell that overlaps the one before is not paid" {
  on = "2026-09-01", rows = two({ ends = "2026-09-01" }, { starts = "2026-09-01" }),
  expect = { total_here = "3797.26" } }
example "nor is one that begins before the last was ended" {
  on = "2026-09-01", rows = two({}, { starts = "2026-09-01" }), expect = { total_here = 9000 } }
example "of two that begin on one day neither is paid" {
  on = "2026-09-01", rows = two({}, { ends = "2026-08-31" }), expect = { total_here = 0 } }
example "an overlap is told" {
  on = "2026-09-01", rows = two({}, { spell_id = "EARLIER", starts = "2025-05-01" }),
  expect = { one_at_a_time = "unmet", topup = 0, overlapped = 1, clear_to = "2025-09-01" } }

local function guarantee(changes)
  return { school = { school(with({ setting = "special", baseline_income = 1800000, baseline_places = 90,
                                    income = 1880000, places = 95 }, changes)) } }
end
example "nought per cent on 20,000 a place" {
  on = "2025-04-01", rows = guarantee {}, expect = { short = 20000, guarantee_kept = "no" } }
example "exactly the guaranteed income" {
  on = "2025-04-01", rows = guarantee { income = 1900000 }, expect = { short = 0, guarantee_kept = "yes" } }
example "three per cent in 2023-24" {
  on = "2023-04-01", rows = guarantee {}, expect = { short = 77000 } }
example "a school without a guarantee" {
  on = "2025-04-01", rows = guarantee { baseline_income = "", baseline_places = missing }, expect = { short = 0 } }
example "places that are not given" {
  on = "2025-04-01", rows = guarantee { places = missing }, expect = { short = missing, guarantee_kept = missing } }
