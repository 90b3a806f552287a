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
example "exactly at 6,000" {
  on = "2026-09-01", rows = rows { basis = "costed", cost = 6000 }, expect = { topup = 0 } }
example "a penny over 6,000" {
  on = "2026-09-01", rows = rows { basis = "costed", cost = "6000.01" }, expect = { topup = "0.01" } }
for setting, met in pairs { mainstream = 6000, unit = 6000, ["further education"] = 6000, special = 10000,
                            ["non-maintained special"] = 10000, ["independent special"] = 0 } do
  example("what the place meets of a provision of 25,000: " .. setting) {
    on = "2026-09-01", rows = rows_at({ setting = setting }, { basis = "costed", cost = 25000 }),
    expect = { core = met, core_before = met, a_year = 25000 - met, topup = 25000 - met } }
end
example "a rate is paid on top of core funding: nothing comes off it, at a special school too" {
  on = "2026-09-01", rows = rows_at({ setting = "special" }, {}),
  expect = { core = 0, core_before = 0, a_year = 9000 } }
example "a provision below what the place meets is no negative top-up" {
  on = "2026-09-01", rows = rows { basis = "costed", cost = 5000 }, expect = { a_year = 0, topup = 0 } }
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
example "a pupil of another authority, at a school elsewhere" {
  on = "2026-09-01", rows = rows_at({ area = "THEIRS" }, { home = "THEIRS" }),
  expect = { ours = "unmet", theirs = "unmet", others = 0 } }
example "what another authority owes wants a decision in time, too" {
  on = "2026-09-01", rows = rows { home = "THEIRS", decided_on = "2027-04-01" },
  expect = { theirs = "met", decided = "unmet", others = 0 } }
example "what another authority owes is rounded as ours is: 31 days are 764.38" {
  on = "2026-09-01", rows = rows { home = "THEIRS", ends = "2026-05-01" }, expect = { others = "764.38" } }
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
example "a plan that came a year late is paid no further back than 26 weeks" {
  on = "2026-09-01", rows = rows { starts = "2025-04-22", decided_on = "2026-05-01", asked_on = "2025-03-03" },
  expect = { back_to = "2025-10-31" } }
example "another authority's pupil is not paid for, back in the year before or now" {
  on = "2026-09-01", rows = rows { home = "THEIRS", starts = "2026-01-05", decided_on = "2026-05-01" },
  expect = { arrears = 0, due = 0 } }
example "a start on 1 April has nothing in the year before" {
  on = "2026-09-01", rows = rows { starts = "2026-04-01", decided_on = "2026-05-01" },
  expect = { paid_from = "2026-04-01", arrears = 0, arrears_decision = "unmet" } }
example "a start on 2 April" {
  on = "2026-09-01", rows = rows { starts = "2026-04-02", decided_on = "2026-05-01" },
  expect = { arrears_decision = "unmet", topup = "8975.34" } }
example "a start on 31 March: one day in the year before" {
  on = "2026-09-01", rows = rows { starts = "2026-03-31", decided_on = "2026-04-02" },
  expect = { arrears_decision = "met", arrears = "23.84", topup = 9000 } }
example "what was decided last year was paid last year" {
  on = "2026-09-01", rows = rows { starts = "2026-01-05", decided_on = "2026-03-31" },
  expect = { topup = 9000, arrears = 0 } }
example "a decision of 1 April is this year's" {
  on = "2026-09-01", rows = rows { starts = "2026-01-05", decided_on = "2026-04-01" },
  expect = { arrears = "2049.86" } }
example "over before the first day that can be paid" {
  on = "2026-09-01", rows = rows { starts = "2025-09-02", ends = "2025-10-30", decided_on = "2026-05-01" },
  expect = { some_day = "unmet", topup = 0, topup_decision = "unmet", arrears = 0, arrears_decision = "unmet" } }
example "over on that day" {
  on = "2026-09-01", rows = rows { starts = "2025-09-02", ends = "2025-10-31", decided_on = "2026-05-01" },
  expect = { some_day = "met", topup = 0, arrears = "23.84" } }

example "decided a day before the year ends, for two days" {
  on = "2026-09-01", rows = rows { starts = "2027-03-30", ends = "2027-03-31", decided_on = "2027-03-30" },
  expect = { decided = "met", some_day = "met", topup = "49.32" } }

example "a spell that overlaps the one before is not paid" {
  on = "2026-09-01", rows = two({ ends = "2026-09-01" }, { starts = "2026-09-01" }),
  expect = { total_here = "3797.26" } }
example "nor is one that begins before the last was ended" {
  on = "2026-09-01", rows = two({}, { starts = "2026-09-01" }), expect = { total_here = 9000 } }
example "of two that begin on one day neither is paid, and the order of their ids decides which is the earlier" {
  on = "2026-09-01", rows = two({}, { ends = "2026-08-31" }), expect = { total_here = 0, earlier_to = missing } }
example "a spell carries on from one that ended the day before, whatever its id" {
  on = "2026-09-01", rows = two({ starts = "2026-09-01" }, { ends = "2026-08-31" }),
  expect = { earlier_to = "2026-08-31", overlaps = "no", carries_on = "yes" } }
example "after a day between, it does not" {
  on = "2026-09-01", rows = two({ starts = "2026-09-01" }, { ends = "2026-08-30" }),
  expect = { earlier_to = "2026-08-30", carries_on = "no" } }
example "nor if it has ended before it began" {
  on = "2026-09-01", rows = two({ starts = "2026-09-01", ends = "2026-08-31" }, { ends = "2026-08-31" }),
  expect = { some_day = "unmet", carries_on = "no" } }
local function three(first, second, third)
  return { authority = { { authority_id = "OURS" } }, school = { school {} },
           spell = { spell(first), spell(with({ spell_id = "SECOND" }, second)),
                     spell(with({ spell_id = "THIRD" }, third)) } }
end
example "where spells overlap twice, nothing is paid from the first time on" {
  on = "2026-09-01",
  rows = three({ starts = "2026-05-29", ends = "2026-05-31" }, { starts = "2026-05-30", ends = "2026-08-31" },
               { starts = "2026-08-31" }),
  expect = { one_at_a_time = "met", overlapped = 2, clear_to = "2026-05-30", topup = "73.97", total_here = "73.97" } }
example "nor is a spell that begins a day after that" {
  on = "2026-09-01",
  rows = three({ starts = "2026-05-31" }, { starts = "2026-05-29", ends = "2026-05-30" },
               { starts = "2026-05-30", ends = "2026-05-30" }),
  expect = { one_at_a_time = "unmet", overlaps = "no", clear_to = "2026-05-30", topup = 0, total_here = "49.32" } }
example "an overlap is told" {
  on = "2026-09-01", rows = two({}, { spell_id = "EARLIER", starts = "2025-05-01" }),
  expect = { one_at_a_time = "unmet", topup = 0, overlapped = 1, clear_to = "2025-09-01" } }

-- How a part of a year is counted: what band C (£8,700, then £9,000) comes to in each way ---------------------------
-- One spell from 12 November 2025 to 25 April 2026, decided on 1 May: by days 140 of 365 of the year before and 25 of
-- 365 of this one. One that carries on from 28 April to 30 November, 216 days: a week, month or term that the spell
-- before has begun is paid there. And one in the year before, which carries on from 31 December to 21 January.

for _, way in ipairs {
--  count                      2025-26    2026-27   to 30 November   to 21 January
  { "days",                   "3336.99", "616.44",       "5326.03",       "500.55" },
  { "weeks",                  "3346.15", "692.31",       "5365.38",       "501.92" },
  { "months, part by days",   "3359.17",      625,            5300,       "491.13" },
  { "months, part whole",          3625,      750,            5250,            725 },
  { "months, part left out",       2900,        0,            6000,              0 },
  { "half-terms",                  4350,     1500,            4500,           1450 },
  { "terms",                       5800,     3000,            3000,           2900 },
} do
  local how = { count = way[1] }
  example("over 1 April, counted by " .. way[1]) {
    on = "2026-09-01", params = how,
    rows = rows { starts = "2025-11-12", ends = "2026-04-25", decided_on = "2026-05-01" },
    expect = { arrears = way[2], topup = way[3] } }
  example("carrying on from April, counted by " .. way[1]) {
    on = "2026-09-01", params = how,
    rows = two({ starts = "2026-04-29", ends = "2026-11-30" }, { ends = "2026-04-28" }), expect = { topup = way[4] } }
  example("carrying on in the year before, counted by " .. way[1]) {
    on = "2026-09-01", params = how,
    rows = two({ starts = "2026-01-01", ends = "2026-01-21", decided_on = "2026-05-01" }, { ends = "2025-12-31" }),
    expect = { arrears = way[5] } }
end

for way, amount in pairs { ["half-terms"] = 3000, terms = 6000 } do
  example("the last day of one term and the first of the next are two of the " .. way) {
    on = "2026-09-01", params = { count = way }, rows = rows { starts = "2026-07-17", ends = "2026-09-02" },
    expect = { topup = amount } }
end

-- Half a penny goes up, away from nought: half of £9,000.01 is £4,500.01.
local half_a_penny = { basis = "costed", cost = "15000.01", starts = "2026-10-01", decided_on = "2026-10-01" }
example "half of a year that ends in half a penny" {
  on = "2026-09-01", params = { count = "months, part whole" }, rows = rows(half_a_penny),
  expect = { topup = "4500.01" } }
example "the same, owed by another authority" {
  on = "2026-09-01", params = { count = "months, part whole" },
  rows = rows(with({ home = "THEIRS" }, half_a_penny)), expect = { others = "4500.01" } }
example "the same, of the year before" {
  on = "2026-09-01", params = { count = "months, part whole" },
  rows = rows { basis = "costed", cost = "15000.01", starts = "2025-10-01", decided_on = "2026-04-01" },
  expect = { arrears = "4500.01", topup = "9000.01" } }

-- The tables of rates, in 2025-26 and in 2026-27 --------------------------------------------------------------------

local function rate(name, changes, before, now)
  example("2025-26, " .. name) { on = "2025-09-01", rows = rows(changes), expect = { support = before } }
  example("2026-27 and the year before, " .. name) {
    on = "2026-09-01", rows = rows(changes), expect = { support = now, support_before = before } }
  example("the year before 2027-28, " .. name) {
    on = "2027-09-01", rows = rows(changes), expect = { support_before = now } }
end
for band, rates in pairs { A = { 2400, 2500 }, B = { 4800, 5000 }, C = { 8700, 9000 }, D = { 14500, 15000 } } do
  rate("band " .. band, { band = band }, rates[1], rates[2])
end
for need, rates in pairs {
  ["communication and interaction"]       = { { 2900, 3000 }, { 6300, 6500 }, { 11700, 12000 } },
  ["cognition and learning"]              = { { 2700, 2800 }, { 5800, 6000 }, { 10700, 11000 } },
  ["social, emotional and mental health"] = { { 3400, 3500 }, { 7300, 7500 }, { 14200, 14500 } },
  ["sensory or physical"]                 = { { 3100, 3200 }, { 6800, 7000 }, { 12700, 13000 } },
} do
  for level, of in ipairs(rates) do
    rate(need .. ", level " .. level, { basis = "matrix", need = need, level = level }, of[1], of[2])
  end
end

-- The first day of each figure that stands without a table ----------------------------------------------------------

example "who we are, and how a year is counted, since April 2020" {
  on = "2020-04-01", rows = rows { basis = "costed", cost = 15000, starts = "2020-04-01", decided_on = "2020-03-02" },
  expect = { ours = "met", topup = 9000 } }
example "a plan is due in 20 weeks since September 2014, and no decision reaches back further than 26" {
  on = "2014-09-01", rows = rows { starts = "2014-01-06", decided_on = "2014-09-01", asked_on = "2014-03-03" },
  expect = { back_to = "2014-07-21", paid_from = "2014-07-21" } }
for setting, met in pairs { mainstream = 6000, special = 10000 } do
  example("core funding since April 2013: " .. setting) {
    on = "2013-04-01", rows = rows_at({ setting = setting }, { basis = "costed", cost = 25000 }),
    expect = { core = met } }
end

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
example "what the guarantee is from April 2024 is not known here: the school is left out" {
  on = "2024-04-01", rows = guarantee {}, expect = { total_short = 0 } }
example "on the last day of 2023-24 it is three per cent" {
  on = "2024-03-31", rows = guarantee {}, expect = { short = 77000 } }
example "nor is it on the last day of 2024-25" {
  on = "2025-03-31", rows = guarantee {}, expect = { total_short = 0 } }
example "nought per cent in 2026-27 too" { on = "2026-04-01", rows = guarantee {}, expect = { short = 20000 } }
example "four places at a seventh of 100,000 are 57,142.86" {
  on = "2026-04-01", rows = guarantee { baseline_income = 100000, baseline_places = 7, income = 50000, places = 4 },
  expect = { short = "7142.86" } }
example "three of them are 42,857.14" {
  on = "2026-04-01", rows = guarantee { baseline_income = 100000, baseline_places = 7, income = 40000, places = 3 },
  expect = { short = "2857.14" } }
example "half a penny short is a penny short, and not kept" {
  on = "2026-04-01",
  rows = guarantee { baseline_income = "100000.01", baseline_places = 2, income = 50000, places = 1 },
  expect = { short = "0.01", guarantee_kept = "no" } }

-- What a run comes to ------------------------------------------------------------------------------------------------
-- Two schools elsewhere and one here, each with a spell whose band is not known: it is left out. By school: 2,500 and
-- 5,000; 15,000; here 2,500, 9,000 and 5,000, with 86 days of the year before at 8,700 and at 4,800.

local short = { baseline_income = 1800000, baseline_places = 90, income = 1880000, places = 95 }
local spells = {}
for i, changes in ipairs {
  { school = "S1", band = "A", paid = 500 }, { school = "S1", band = "B", paid = 1000 },
  { school = "S1", band = missing, paid = 300 }, { school = "S2", band = "D", paid = missing },
  { school = "S2", band = missing, paid = missing }, { band = "A", paid = 100 },
  { band = missing, paid = 40, starts = "2026-01-05", decided_on = "2026-05-01" },
  { band = "C", starts = "2026-01-05", decided_on = "2026-05-01" },
  { band = "B", starts = "2026-01-05", decided_on = "2026-05-01" },
  { home = "THEIRS", band = "A" }, { home = "THEIRS", band = "B" }, { home = "THEIRS", band = missing },
} do spells[i] = spell(with({ spell_id = i, pupil = i }, changes)) end

example "what is owed, by school, by authority and in all" {
  on = "2026-09-01",
  rows = { authority = { { authority_id = "THEIRS" }, { authority_id = "OURS" } }, spell = spells,
           school = { school(with({ school_id = "S1", area = "THEIRS" }, short)),
                      school(with({ school_id = "S2", area = "THEIRS" }, short)),
                      school { baseline_income = 1800000 } } },
  expect = {
    school_due = 7500, owed_there = 22500, owed_here = 7500, total_here = "19680.82", total_elsewhere = 22500,
    total_due = "42180.82", total_before = "3180.82", total_paid = 1940, total_unsure = 340,
    total_to_pay = "25580.82", total_others = 7500, total_short = 40000 } }
