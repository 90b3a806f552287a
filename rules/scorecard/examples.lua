-- What must stay true of rules.lua. Each example is this indicator and its readings, with what it says changed. Figures
-- of the report are named as such; the others are illustrations.

local function with(row, changes)
  for name, value in pairs(changes) do row[name] = value end
  return row
end
local function indicator(changes)
  return with({ code = "K", name = "Share", unit = "percent", good = "high", target = "" }, changes)
end
local month_ends = { "2024-11-30", "2024-12-31", "2025-01-31", "2025-02-28" }
-- Our values month by month, and one of each comparator in January.
local function readings(values, others)
  local rows = {}
  for i, value in ipairs(values) do
    rows[i] = { reading_id = "R" .. i, indicator = "K", area = "ours", at = month_ends[i], value = value }
  end
  for area, value in pairs(others) do
    rows[#rows + 1] = { reading_id = area, indicator = "K", area = area, at = "2025-01-31", value = value }
  end
  return rows
end
local function card(changes, values, others)
  return { indicator = { indicator(changes) }, reading = readings(values, others) }
end
local function alone(changes, values) return card(changes, values, {}) end

-- Arrows and what they mean ------------------------------------------------------------------------------------------

example "plans in mainstream, December 2024 and January 2025: report, Appendix 1" {
  on = "2025-03-11",
  rows = card({ name = "Plans in mainstream" }, { "49.2", "49.4", "49.2" },
              { England = "43.3", ["South West"] = "43.8", ["statistical neighbours"] = "41.2" }),
  expect = { last = "2025-01-31", now = "49.2", moved = "-0.2", way = "down", since = "worse", england = "43.3",
             beside_england = "better", south_west = "43.8", beside_south_west = "better", neighbours = "41.2",
             beside_neighbours = "better", standing = "no target", on_target = "cannot tell", short = missing,
             went_up = 1, went_down = 1, went_unchanged = 0, were_better = 1, were_worse = 1, were_steady = 0,
             better = 0, worse = 1, steady = 0, unjudged = 0, met = 0, nearer = 0, missed = 0, open = 1,
             better_than_england = 1, worse_than_england = 0, better_than_south_west = 1, worse_than_south_west = 0,
             better_than_neighbours = 1, worse_than_neighbours = 0, doubled = 0,
             says = "Plans in mainstream: 49.2% on 31 January 2025, down (worse); England 43.3% (better); South West "
               .. "43.8% (better); statistical neighbours 41.2% (better)." } }
example "independent special schools, with a target: report, Appendix 1" {
  on = "2025-03-11",
  rows = card({ name = "Independent", good = "low", target = 5 }, { "11.2", "11.2", "11.5" },
              { England = "5.2", ["South West"] = "6.2", ["statistical neighbours"] = "5.7" }),
  expect = { moved = "0.3", way = "up", since = "worse", on_target = "unmet", short = "6.5", standing = "off target",
             beside_england = "worse", beside_south_west = "worse", beside_neighbours = "worse",
             worse_than_england = 1, worse_than_south_west = 1, worse_than_neighbours = 1, better_than_england = 0,
             missed = 1, open = 0, were_steady = 1, went_unchanged = 1,
             says = "Independent: 11.5% on 31 January 2025, up (worse); England 5.2% (worse); South West 6.2% (worse); "
               .. "statistical neighbours 5.7% (worse); target 5%: off target." } }
example "reviews together, off target and better: report, Appendix 1" {
  on = "2025-03-11", rows = alone({ name = "Reviews", target = 90 }, { "80", "71", "79" }),
  expect = { since = "better", standing = "off target, better than before", short = 11, nearer = 1, better = 1,
             says = "Reviews: 79% on 31 January 2025, up (better); target 90%: off target, better than before." } }
example "a count that is not judged: report, Appendix 1" {
  on = "2025-03-11", rows = alone({ name = "EHC plans", unit = "number", good = "" }, { "4343", "4417", "4453" }),
  expect = { way = "up", since = "not judged", unjudged = 1, better = 0, beside_england = "not judged",
             on_target = "cannot tell", went_up = 2, were_better = 0, were_worse = 0,
             says = "EHC plans: 4,453 on 31 January 2025, up (not judged)." } }
example "a number with a target" {
  on = "2025-03-11", rows = alone({ unit = "number", target = 7 }, { "5", "7" }),
  expect = { on_target = "met", says = "Share: 7 on 31 December 2024, up (better); target 7: on target." } }
example "low is good, and it falls" {
  on = "2025-03-11", rows = alone({ good = "low" }, { "5", "4" }), expect = { since = "better", way = "down" } }
example "low is good, and it rises" {
  on = "2025-03-11", rows = alone({ good = "low" }, { "4", "5" }), expect = { since = "worse", way = "up" } }
example "high is good, and it rises" {
  on = "2025-03-11", rows = alone({}, { "4", "4.01" }), expect = { since = "better", moved = "0.01" } }
example "it does not change" {
  on = "2025-03-11", rows = alone({}, { "4", "4.0" }), expect = { since = "steady", way = "unchanged", steady = 1 } }
example "as high as England" {
  on = "2025-03-11", rows = card({}, { "3", "4" }, { England = "4.00" }),
  expect = { beside_england = "level", better_than_england = 0, worse_than_england = 0, beside_south_west = missing,
             says = "Share: 4% on 31 December 2024, up (better); England 4% (level)." } }

-- A millionth to either side, of the reading before, of the others and of the target.
for _, edge in ipairs {
  { "high", "-0.000001", "down", "worse", "worse", "unmet" }, { "high", "0", "unchanged", "steady", "level", "met" },
  { "high", "0.000001", "up", "better", "better", "met" },    { "low", "-0.000001", "down", "better", "better", "met" },
  { "low", "0", "unchanged", "steady", "level", "met" },      { "low", "0.000001", "up", "worse", "worse", "unmet" },
} do
  example(edge[1] .. " is good, and it is " .. edge[2]) {
    on = "2025-03-11",
    rows = card({ good = edge[1], target = 0 }, { "0", edge[2] },
                { England = 0, ["South West"] = 0, ["statistical neighbours"] = 0 }),
    expect = { way = edge[3], since = edge[4], beside_england = edge[5], beside_south_west = edge[5],
               beside_neighbours = edge[5], on_target = edge[6], ["went_" .. edge[3]] = 1, ["were_" .. edge[4]] = 1 } }
end
example "numbers beside others" {
  on = "2025-03-11",
  rows = card({ unit = "number" }, { "3", "4" }, { England = 5, ["South West"] = 3, ["statistical neighbours"] = 4 }),
  expect = { says = "Share: 4 on 31 December 2024, up (better); England 5 (worse); South West 3 (better); statistical "
    .. "neighbours 4 (level)." } }

-- Targets ------------------------------------------------------------------------------------------------------------

example "exactly on target" {
  on = "2025-03-11", rows = alone({ target = 4 }, { "5", "4" }),
  expect = { on_target = "met", short = 0, standing = "on target", met = 1, missed = 0 } }
example "a hundredth below it" {
  on = "2025-03-11", rows = alone({ target = 4 }, { "5", "3.99" }),
  expect = { on_target = "unmet", short = "0.01", standing = "off target" } }
example "a hundredth above it" {
  on = "2025-03-11", rows = alone({ target = 4 }, { "5", "4.01" }), expect = { on_target = "met", short = 0 } }
example "low is good: exactly on target" {
  on = "2025-03-11", rows = alone({ good = "low", target = 4 }, { "5", "4" }), expect = { on_target = "met" } }
example "low is good: a hundredth above it" {
  on = "2025-03-11", rows = alone({ good = "low", target = 4 }, { "5", "4.01" }),
  expect = { on_target = "unmet", short = "0.01", standing = "off target, better than before" } }
example "low is good: a hundredth below it" {
  on = "2025-03-11", rows = alone({ good = "low", target = 4 }, { "5", "3.99" }), expect = { on_target = "met" } }
example "a target, and no way that is good" {
  on = "2025-03-11", rows = alone({ good = "", target = 4 }, { "5", "4" }),
  expect = { on_target = "cannot tell", standing = missing } }

-- What is not known --------------------------------------------------------------------------------------------------

example "nothing is known" {
  on = "2025-03-11", rows = alone({ target = 4 }, {}),
  expect = { last = missing, now = missing, moved = missing, way = missing, since = missing, on_target = "cannot tell",
             short = missing, says = "Share: nothing is known." } }
example "the first reading" {
  on = "2025-03-11", rows = alone({}, { "5" }),
  expect = { last = "2024-11-30", now = 5, moved = missing, way = missing, since = missing, better = 0, worse = 0,
             went_up = 0, went_down = 0, went_unchanged = 0,
             says = "Share: 5% on 30 November 2024." } }
example "a value that is missing is passed over, and the next arrow is not known" {
  on = "2025-03-11", rows = alone({}, { "5", missing, "4" }), expect = { now = 4, moved = missing, doubled = 0 } }
example "the last one that is known" {
  on = "2025-03-11", rows = alone({}, { "5", "6", missing }),
  expect = { last = "2024-12-31", now = 6, moved = 1, way = "up" } }
example "a reading of nought is a reading" {
  on = "2025-03-11", rows = alone({}, { "5", "0" }), expect = { now = 0, moved = -5, way = "down" } }
example "readings after the day of the run are left out" {
  on = "2024-12-31", rows = card({}, { "5", "6", "7" }, { England = "4" }),
  expect = { last = "2024-12-31", now = 6, england = missing, beside_england = missing } }
example "the day before, too" { on = "2025-01-30", rows = alone({}, { "5", "6", "7" }), expect = { now = 6 } }
example "the day after" { on = "2025-01-01", rows = alone({}, { "5", "6" }), expect = { now = 6 } }
local function twice(value, changes)
  local rows = card({}, { "5", "6" }, { England = "4" })
  rows.reading[#rows.reading + 1] = with({ reading_id = "X", indicator = "K", area = "ours", at = "2024-12-31",
                                           value = value }, changes)
  return rows
end
example "two readings of one day: neither is taken" {
  on = "2025-03-11", rows = twice("6", {}), expect = { last = "2024-11-30", now = 5, doubled = 2, went_up = 0 } }
example "of two areas, both are" {
  on = "2025-03-11", rows = twice("7", { area = "South West" }),
  expect = { now = 6, south_west = 7, england = 4, doubled = 0 } }
example "the last of a comparator" {
  on = "2025-03-11", rows = twice("7", { area = "England", at = "2025-02-28" }), expect = { england = 7, now = 6 } }
example "the ids of readings go another way than their days" {
  on = "2025-03-11",
  rows = { indicator = { indicator {} },
           reading = { { reading_id = "Z", indicator = "K", area = "ours", at = "2024-11-30", value = 1 },
                       { reading_id = "Y", indicator = "K", area = "ours", at = "2024-12-31", value = 3 },
                       { reading_id = "X", indicator = "K", area = "ours", at = "2025-01-31", value = 2 } } },
  expect = { now = 2, moved = -1, went_up = 1, went_down = 1 } }

-- Of each comparator the last reading that is known and not after the day of the run.
for name, area in pairs { england = "England", south_west = "South West", neighbours = "statistical neighbours" } do
  local function beside(good)
    local rows = {}
    for i, one in ipairs { { "2024-12-31", 8 }, { "2025-01-31", 7 }, { "2025-02-28", missing }, { "2025-03-31", 9 } } do
      rows[i] = { reading_id = "R" .. i, indicator = "K", area = area, at = one[1], value = one[2] }
    end
    rows[5] = { reading_id = "R5", indicator = "K", area = "ours", at = "2025-02-28", value = 4 }
    return { indicator = { indicator { good = good } }, reading = rows }
  end
  example("the last reading: " .. area) {
    on = "2025-03-11", rows = beside "low",
    expect = { [name] = 7, ["beside_" .. name] = "better", ["better_than_" .. name] = 1,
               ["worse_than_" .. name] = 0 } }
  example("the last reading is of the day of the run: " .. area) {
    on = "2025-01-31", rows = beside "high", expect = { [name] = 7, now = missing } }
  example("no way is good: " .. area) {
    on = "2025-03-11", rows = beside "", expect = { ["beside_" .. name] = "not judged" } }
  example("two indicators, one of them beside: " .. area) {
    on = "2025-03-11",
    rows = { indicator = { indicator {}, indicator { code = "L", good = missing } }, reading = beside("high").reading },
    expect = { ["better_than_" .. name] = 0, ["worse_than_" .. name] = 1 } }
end
example "two indicators, one of which is not known" {
  on = "2025-03-11",
  rows = { indicator = { indicator { target = 5 }, indicator { code = "L", target = missing, good = missing } },
           reading = { { reading_id = "1", indicator = "K", area = "ours", at = "2024-12-31", value = 4 },
                       { reading_id = "2", indicator = "K", area = "ours", at = "2025-01-31", value = "4.5" },
                       { reading_id = "3", indicator = "L", area = "ours", at = "2025-01-31", value = 9 },
                       { reading_id = "4", indicator = "L", area = "ours", at = "2025-02-28", value = 9 },
                       { reading_id = "5", indicator = "K", area = "England", at = "2025-02-28", value = 9 } } },
  expect = { better = 1, worse = 0, steady = 0, unjudged = 0, met = 0, nearer = 1, missed = 0, open = 0,
             worse_than_england = 1, better_than_england = 0, went_up = 1, were_better = 1, were_steady = 0,
             went_unchanged = 1 } }
