-- What must stay true of rules.lua. Each example is this request with what the example says changed: £300 a year for 39
-- weeks, which is £300, in a cluster whose share is £300 because one of its pupils is on SEN support.

local function with(row, changes)
  for name, value in pairs(changes) do row[name] = value end
  return row
end
local function request(changes)
  return with({ request_id = "A", cluster = "North", school = "S", received = "2026-06-01", panel_date = "2026-06-15",
                panel_agrees = "yes", a_year = 300, weeks = 39, at_risk = "no", looked_after = "no" }, changes)
end
local function rows_of(on_support, ...)
  local requests = {}
  for i, changes in ipairs { ... } do requests[i] = request(changes) end
  return { cluster = { { cluster = "North", on_support = on_support } }, request = requests }
end
local function rows(...) return rows_of(1, ...) end
local on = "2026-09-01"

example "a request that is the whole share to the penny is paid" {
  on = on, rows = rows {},
  expect = { recommended = "met", this_year = "met", support = 300, support_full_year = 300, share = 300, paid = 300,
             paid_place = 1, paid_left = 0, paid_unpaid = 0, paid_full_year = 300, urgent = 0, from_reserve = 0,
             all_paid = 300, waiting = 0, carried = 300, priority = 0 } }
example "a request one penny above the share is not paid, and the share is left" {
  on = on, rows = rows { a_year = "300.01" },
  expect = { support = "300.01", paid = 0, paid_left = 300, paid_unpaid = "300.01", paid_full_year = 0, urgent = 0,
             all_paid = 0, waiting = "300.01", carried = 0 } }
example "the year's money pays for the weeks of this year, and next year's begins with the whole of it" {
  on = on, rows = rows { a_year = "7000.00", weeks = 1 },
  expect = { support = "179.49", paid = "179.49", paid_full_year = 7000, carried = 7000, paid_left = "120.51" } }
example "the exact half of a penny is rounded away from nought" {
  on = on, rows = rows { a_year = "0.13", weeks = "1.5" }, expect = { support = "0.01", paid = "0.01" } }

example "less than half a penny is rounded down" {
  on = on, rows = rows { a_year = 1000, weeks = 1 }, expect = { support = "25.64", paid = "25.64" } }
example "the rules of the year hold from its first day" {
  on = "2026-04-01",
  rows = rows_of(1, { panel_date = "2026-04-01", at_risk = "exclusion" },
                 { request_id = "B", panel_date = "2026-04-01", at_risk = "part-time timetable" }),
  expect = { this_year = "met", priority = 5, share = 300, paid = 300, to_share = 1115000, from_reserves = 300 } }

example "an earlier panel comes first, whatever the priority at a later one" {
  on = on, rows = rows({ panel_date = "2026-06-16", at_risk = "exclusion" }, { request_id = "B" }),
  expect = { priority = 5, paid = 0, paid_place = 2, paid_left = 0, urgent = 300, from_reserve = 300,
             from_reserve_place = 1, from_reserve_left = 74700, all_paid = 300, waiting = 0, carried = 300,
             from_shares = 300, from_reserves = 300, rest = 1189400, all_waiting = 0, claimed = 600,
             full_year = 600 } }
example "at one panel the higher priority comes first" {
  on = on, rows = rows({}, { request_id = "B", at_risk = "part-time timetable", received = "2026-06-02" }),
  expect = { paid = 0, paid_place = 2 } }
example "at one panel and of one priority the earlier request comes first" {
  on = on, rows = rows({ received = "2026-06-02" }, { request_id = "B" }), expect = { paid = 0, paid_place = 2 } }
example "then the order of the ids" {
  on = on, rows = rows({}, { request_id = "B" }), expect = { paid = 300, paid_place = 1, full_year = 300,
             all_waiting = 300 } }
example "nobody is overtaken: the small request behind a large one waits" {
  on = on, rows = rows({ request_id = "C", a_year = 10 }, { request_id = "B", a_year = 290 },
                       { request_id = "A", a_year = 20 }),
  expect = { paid = 0, paid_place = 3, paid_left = 280, from_shares = 20, all_waiting = 300 } }
example "a priority that is not known comes last" {
  on = on, rows = rows({ at_risk = missing }, { request_id = "B", a_year = 200 }),
  expect = { priority = missing, paid = 0, paid_place = 2, urgent = missing, from_reserve = missing,
             all_paid = missing } }
example "what is paid in full needs no priority" {
  on = on, rows = rows { at_risk = missing }, expect = { paid = 300, urgent = 0, all_paid = 300, waiting = 0 } }

example "priority adds up" {
  on = on, rows = rows { at_risk = "exclusion", looked_after = "yes", a_year = 6000 }, expect = { priority = 8 } }
example "a cost one penny below adds nothing" {
  on = on, rows = rows { at_risk = "part-time timetable", a_year = "5999.99" }, expect = { priority = 3 } }
example "a cost one penny above adds as much" {
  on = on, rows = rows { a_year = "6000.01" }, expect = { priority = 1 } }
example "one point above the priority of the reserve it pays as well" {
  on = on, rows = rows_of(0, { at_risk = "part-time timetable", a_year = 6000 }),
  expect = { priority = 4, urgent = 6000, from_reserve = 6000 } }
example "at the priority of the reserve it pays" {
  on = on, rows = rows_of(0, { at_risk = "part-time timetable" }),
  expect = { share = 0, paid = 0, urgent = 300, from_reserve = 300, carried = 300, paid_left = 0 } }
example "one point below it does not" {
  on = on, rows = rows_of(0, { looked_after = "yes" }),
  expect = { priority = 2, urgent = 0, from_reserve = 0, waiting = 300, from_reserve_left = 75000 } }
example "in the reserve the earlier request comes first, and one too large for what is left holds nobody up" {
  on = on,
  rows = rows_of(0, { request_id = "A", at_risk = "exclusion", a_year = 20000, received = "2026-06-03" },
                 { request_id = "B", at_risk = "exclusion", a_year = 55000, received = "2026-06-01" },
                 { request_id = "C", at_risk = "exclusion", a_year = "20000.01", received = "2026-06-02" }),
  expect = { from_reserve = 20000, from_reserve_place = 3, from_reserve_left = 0, from_reserves = 75000,
             all_waiting = "20000.01" } }
example "in the reserve the order of the ids settles one day" {
  on = on,
  rows = rows_of(0, { at_risk = "exclusion", a_year = 40000 },
                 { request_id = "B", at_risk = "exclusion", a_year = 40000 }),
  expect = { from_reserve = 40000, from_reserve_place = 1 } }
example "a penny is claimed from the reserve as a pound is" {
  on = on, rows = rows_of(0, { at_risk = "exclusion", a_year = "0.01" }),
  expect = { urgent = "0.01", from_reserve = "0.01", carried = "0.01" } }

example "a school at its cap waits, and the others of the cluster go on" {
  on = on,
  rows = rows_of(1000, { request_id = "D", a_year = 10 }, { request_id = "A", a_year = 59000 },
                 { request_id = "B", a_year = "1000.01" }, { request_id = "C", school = "T", a_year = 500 }),
  expect = { paid = 0, paid_place = 4, paid_left = 240500, from_shares = 59500, all_waiting = "1010.01" } }
example "a school at its cap to the penny is paid" {
  on = on,
  rows = rows_of(1000, { request_id = "B", a_year = 1000 }, { request_id = "A", a_year = 59000 }),
  expect = { paid = 1000, paid_left = 240000 } }
example "another cluster has its own share" {
  on = on,
  rows = { cluster = { { cluster = "North", on_support = 1 }, { cluster = "South", on_support = 2 } },
           request = { request { request_id = "B" }, request { cluster = "South", a_year = 600 } } },
  expect = { share = 300, paid = 300, paid_place = 1, paid_left = 0, from_shares = 900, shares = 900,
             share_left = 1114100 } }

example "clusters are cut alike, but for one at the least share" {
  on = on,
  rows = { cluster = { { cluster = "North", on_support = 3000 }, { cluster = "South", on_support = 1000 },
                       { cluster = "Rural", on_support = 210 } },
           request = { request {} } },
  expect = { by_pupils = 900000, share = 791250, share_unpaid = 108750, share_left = 0, shares = 1115000 } }
example "a small part of a pupil's share is in pennies" {
  on = on, rows = { cluster = { { cluster = "North", on_support = "0.0001" } } }, expect = { by_pupils = "0.03" } }
example "the envelope, what was promised and the reserve" {
  on = on, rows = rows {},
  expect = { money = 1500000, reserve = 75000, to_share = 1115000, rest = 1189700, year_end = "2027-03-31" } }

example "not recommended is not in the queue" {
  on = on, rows = rows({ panel_agrees = "no" }, { request_id = "B" }),
  expect = { recommended = "unmet", support = 0, paid = 0, paid_place = missing, paid_left = 0, claimed = 300 } }
example "whether the panel recommends it is not known: it takes nothing, and is not left out" {
  on = on, rows = rows({ panel_agrees = missing }, { request_id = "B" }),
  expect = { recommended = "cannot tell", support = missing, paid = missing, paid_place = missing, paid_left = 0,
             all_paid = missing, from_shares = 300, claimed = 300, full_year = 300, from_reserves = 0,
             all_waiting = 0 } }
example "what cannot be told yet could cost, as far as its amount is known" {
  on = on,
  rows = rows({ panel_agrees = missing }, { request_id = "B" },
              { request_id = "C", panel_agrees = missing, a_year = missing }),
  expect = { paid_could_cost = 300, at_stake = 300 } }
example "the last panel of the year" {
  on = on, rows = rows { panel_date = "2027-03-31" }, expect = { this_year = "met", paid = 300 } }
example "a panel of the next year claims that year's money" {
  on = on, rows = rows { panel_date = "2027-04-01" }, expect = { this_year = "unmet", support = 0, paid = 0 } }
