-- A scorecard: indicators with the way that is good, a target and comparators, out of one tidy table of readings.
--
-- An arrow says which way a figure went, and nothing else: up, down or unchanged. Whether that is better or worse
-- follows from the way that is good, which each indicator states or leaves open; a count of plans is not judged. What is
-- not known is not shown as nought or as steady.

pack "scorecard" {
  title    = "SEND scorecard",
  version  = "2026.1",
  language = 1,
  owner    = "Performance",
  source   = "SEND Improvement Update, BCP Council, 11 March 2025, Appendix 1: its form",
  approved = "draft",
}

-- Indicators and readings --------------------------------------------------------------------------------------------
-- A reading is one indicator, of one area, on one day. A percentage is written as it is printed: 49.2 for 49.2%. An
-- empty value is missing: the reading before it is then not known either. Readings after the day of --on are left out.

records "indicator" {
  what = "an indicator",
  key  = "code",
  input "code"   { type = "id", required = true },
  input "name"   { type = "text", required = true, label = "Indicator" },
  input "unit"   { type = "choice", one_of = { "percent", "number" }, required = true, label = "Counted in" },
  input "good"   { type = "choice", one_of = { "high", "low" }, blank = "not said", label = "The way that is good" },
  input "target" { type = "ratio", blank = "no target", label = "Target" },
}

records "reading" {
  what = "one indicator of one area on one day",
  key  = "reading_id",
  input "reading_id" { type = "id", required = true },
  input "indicator"  { type = "id", required = true, label = "Indicator" },
  input "area"       { type = "choice", required = true, label = "Area",
    one_of = { "ours", "England", "South West", "statistical neighbours" } },
  input "at"         { type = "date", required = true, label = "Last day that it is of" },
  input "value"      { type = "ratio", label = "Value" },
  link "of" { to = "indicator", by = "indicator", required = true },
}

-- Better or worse, where a way is good: `change` is the new value less the old one, or ours less theirs.
local function judged(good, change, same)
  return choose {
    { when = good:given():is("no"), take = "not judged" },
    { when = all { good:is("high"), change:over(0) }, take = "better" },
    { when = all { good:is("low"), change:under(0) }, take = "better" },
    { when = change:is(0), take = same },
    otherwise = "worse" }
end
local function arrow(change)
  return choose {
    { when = change:over(0), take = "up" },
    { when = change:is(0),   take = "unchanged" },
    otherwise = "down" }
end

-- A reading ----------------------------------------------------------------------------------------------------------
-- Two readings of one indicator, area and day contradict each other or say nothing: neither is taken.

figure "taken" { label = "Value, where it stands once", value = choose {
  { when = count(reading, { by = { reading.indicator, reading.area, reading.at } }):is(1), take = reading.value },
  otherwise = missing } }
figure "value_before" { label = "The reading before", value = previous(figure.taken,
  { by = { reading.indicator, reading.area }, order = { reading.at, reading.reading_id } }) }
figure "change"  { label = "Change", value = figure.taken - figure.value_before }
figure "arrow"   { label = "Arrow", value = arrow(figure.change) }
figure "verdict" { label = "Better or worse", value = judged(reading.of.good, figure.change, "steady") }

-- An indicator: the last reading of each area that is known --------------------------------------------------------

local function last_of(area)
  return maximum(reading.at, { for_each = reading.of, where = all {
    reading.area:is(area), reading.at:on_or_before(decision_date), figure.taken:known() } })
end
local function at_last(of, area, day)
  return maximum(of, { for_each = reading.of, where = all { reading.area:is(area), reading.at:is(day) } })
end

figure "last"  { label = "Last reading", value = last_of "ours" }
figure "now"   { label = "Value", value = at_last(figure.taken, "ours", reading.of.last) }
figure "moved" { label = "Change since the reading before", value = at_last(figure.change, "ours", reading.of.last) }
figure "way"   { label = "Arrow", value = arrow(figure.moved) }
figure "since" { label = "Better or worse than the reading before",
  value = judged(indicator.good, figure.moved, "steady") }

local areas = { { "england", "England" }, { "south_west", "South West" }, { "neighbours", "statistical neighbours" } }
for _, area in ipairs(areas) do
  local name = area[1]
  figure("last_" .. name) { value = last_of(area[2]) }
  figure(name) { label = "Value: " .. area[2], value = at_last(figure.taken, area[2], reading.of["last_" .. name]) }
  figure("beside_" .. name) { label = "Better or worse than: " .. area[2],
    value = judged(indicator.good, figure.now - figure[name], "level") }
end

criterion "on_target" { label = "On target",
  test     = any { all { indicator.good:is("high"), figure.now:at_least(indicator.target) },
                   all { indicator.good:is("low"), figure.now:at_most(indicator.target) } },
  if_met   = "{name}: {now} meets the target of {target}.",
  if_unmet = "{name}: {now} misses the target of {target} ({good} is good).",
  source   = "illustration: which way is good; the target is the indicator's" }
figure "short" { label = "Off the target by", value = choose {
  { when = criterion.on_target:is("met"), take = 0 },
  { when = indicator.good:is("high"), take = indicator.target - figure.now },
  otherwise = figure.now - indicator.target } }
figure "standing" { label = "Where it stands", value = choose {
  { when = indicator.target:given():is("no"), take = "no target" },
  { when = criterion.on_target:is("met"), take = "on target" },
  { when = figure.since:is("better"), take = "off target, better than before" },
  otherwise = "off target" } }

-- In words. A part of which nothing is known is left out.
local nothing = sentence ""
local function shown(name, front, back)
  return choose {
    { when = indicator.unit:is("percent"), take = sentence(front .. "{" .. name .. "}%" .. back) },
    otherwise = sentence(front .. "{" .. name .. "}" .. back) }
end
figure "says_now" { value = shown("now", "", " on {last}") }
figure "says_way" { value = choose {
  { when = figure.way:known(), take = sentence ", {way} ({since})" }, otherwise = nothing } }
for _, area in ipairs(areas) do
  local name, says = area[1], area[2]
  figure("says_" .. name) { value = choose {
    { when = figure[name]:known(), take = shown(name, "; " .. says .. " ", " ({beside_" .. name .. "})") },
    otherwise = nothing } }
end
figure "says_target" { value = choose {
  { when = indicator.target:given(), take = shown("target", "; target ", ": {standing}") }, otherwise = nothing } }
figure "says" { label = "In words", value = choose {
  { when = figure.now:known(),
    take = sentence "{name}: {says_now}{says_way}{says_england}{says_south_west}{says_neighbours}{says_target}." },
  otherwise = sentence "{name}: nothing is known." } }

-- The scorecard ------------------------------------------------------------------------------------------------------

local function number(where) return count(indicator, { where = where, missing = "left out" }) end

heading "Since the reading before"
figure "better"  { label = "Better", value = number(figure.since:is("better")) }
figure "worse"   { label = "Worse", value = number(figure.since:is("worse")) }
figure "steady"  { label = "Steady", value = number(figure.since:is("steady")) }
figure "unjudged" { label = "Not judged: no way is good", value = number(figure.since:is("not judged")) }

heading "Targets"
figure "met"   { label = "On target", value = number(figure.standing:is("on target")) }
figure "nearer" { label = "Off target, and better than before",
  value = number(figure.standing:is("off target, better than before")) }
figure "missed" { label = "Off target, and not better", value = number(figure.standing:is("off target")) }
figure "open"  { label = "Without a target", value = number(figure.standing:is("no target")) }

for _, area in ipairs(areas) do
  heading("Beside " .. area[2])
  local beside = figure["beside_" .. area[1]]
  figure("better_than_" .. area[1]) { label = "Better", value = number(beside:is("better")) }
  figure("worse_than_" .. area[1])  { label = "Worse", value = number(beside:is("worse")) }
end

heading "All readings, against the one before"
local function readings(where) return count(reading, { where = where, missing = "left out" }) end
for _, word in ipairs { "up", "down", "unchanged" } do
  figure("went_" .. word) { label = "Arrow: " .. word, value = readings(figure.arrow:is(word)) }
end
for _, word in ipairs { "better", "worse", "steady" } do
  figure("were_" .. word) { label = "Of those that are judged: " .. word, value = readings(figure.verdict:is(word)) }
end
figure "doubled" { label = "Left out, for another is of the same indicator, area and day",
  value = count(reading, { where = all { reading.value:known(), figure.taken:known():is("no") } }) }
