-- life.lua - the life of an award: when it ends, what ends it, how it stands
-- on a day, when it is to be reviewed and how long it runs.
--
-- One word declares figures of words that exist, so that an explanation, an
-- example or a sum treats them like any other.

local core, need = core, need
local values, compute, check = need "values", need "compute", need "check"
local names, declare = need "names", need "declare"
local report, takes, keys = values.report, check.takes, declare.keys

-- --- what it takes ---------------------------------------------------------

local function formula_of(kind, units, says, help)
  return { says = says, read = function(value, place, what)
    local node = values.node(value, place, what)
    local of = core.type(node)
    if of == "broken" then return node end
    if of == kind and (not units or units[core.type_text(node)]) then return node end
    return report(kind == "date" and 202 or 200, place, what .. " takes " .. says .. ", and this is "
      .. (of == "literal" and "a text or a number alone" or core.type_text(node)), help)
  end }
end

local a_day = formula_of("date", nil, "a day of each row, such as a column",
  "name a column or a figure of type \"date\"")
local a_time = formula_of("number", { weeks = true, months = true, days = true, years = true },
  "a length of time", "write weeks(6), months(2) or days(10)")

-- So many of a unit: a whole number of the pack, or a formula in that unit.
local function count_of(unit)
  local formula = formula_of("number", { [unit] = true }, "a number of " .. unit,
    "write " .. unit .. "(12), or " .. unit .. "(pupil.number) of a count")
  return { says = formula.says, read = function(value, place, what)
    if core.kind(value) == "integer" then return core.number(tostring(value), "1", unit, place) end
    return formula.read(value, place, what)
  end }
end

local a_calendar = { says = "a calendar, such as calendar.school", read = function(value)
  local thing = core.kind(value) == "table" and compute.calendars[value]
  return thing and value, not thing
end }

local life = {
  keys = keys { starts = a_day, ends = a_day, weeks = count_of("weeks"), months = count_of("months"),
    terms = takes.formula, calendar = a_calendar, extended_to = a_day, stops = takes.list,
    review_after = a_time, review_before_end = a_time },
  needs = { "label", "starts", "source" },
}
local stop = {
  keys = { from = a_day, after = a_day, when = takes.formula, why = takes.text }, needs = { "why" },
  help = "write { from = case.plan_from, why = \"superseded by a plan\" }",
}
local lengths = { "weeks", "terms", "months", "ends" }

-- --- its last day ----------------------------------------------------------

local function day() return core.number("1", "1", "days", core.here()) end

-- `take` where the input was given and the test holds, else `otherwise`.
local function where_given(node, when, take, otherwise, place)
  local tests = { when }
  if core.has_blank(node) then tests[#tests + 1] = core.op("given", { node }, place) end
  if #tests == 0 then return take end
  local test = #tests == 1 and tests[1] or core.op("all", tests, place)
  return core.op("choose", { test, take, otherwise }, place)
end

-- A month that begins on a day ends on the day before the same day of the next
-- one, and where that has no such day, on its last: so does a year that begins
-- on 29 February.
local function months_on(starts, months, place)
  local function sum(op, a, b) return core.op(op, { a, b }, place) end
  return core.op("higher", { sum("sub", sum("add", starts, months), day()),
    sum("add", sum("sub", starts, day()), months) }, place)
end

local last_day = {
  ends = function(facts) return facts.ends end,
  months = function(facts, place) return months_on(facts.starts, facts.months, place) end,
  weeks = function(facts, place)
    if facts.calendar then return facts.calendar:school_week_end(facts.starts, facts.weeks) end
    return core.op("sub", { core.op("add", { facts.starts, facts.weeks }, place), day() }, place)
  end,
  terms = function(facts, place)
    if facts.calendar then return facts.calendar:term_end(facts.starts, facts.terms) end
    return report(112, place, "`terms` are counted in a calendar, and none is named",
      "add calendar = calendar.school")
  end,
}

-- How long it is meant to run: said in one way.
local function length_of(decl, facts)
  local found
  for _, key in ipairs(lengths) do
    if decl.given[key] ~= nil and found then
      report(119, facts.place_of(key), decl.what .. " says with both `" .. found .. "` and `" .. key
        .. "` how long it runs", "keep one of them")
    elseif decl.given[key] ~= nil then
      found = key
    end
  end
  if not found then
    report(112, decl.place, decl.what .. " does not say how long it runs",
      "add weeks = ..., terms = ..., months = ... or ends = ...")
  end
  return found
end

-- --- what stops it ---------------------------------------------------------

local states = { "not begun", "in force", "expired" }

local function tell_twice(why, seen, place)
  if seen[why] then
    report(113, place, "the life of an award has two states \"" .. why .. "\"",
      "what stops it is named apart from " .. table.concat(states, ", ") .. " and expiry")
  end
  seen[why] = true
end

-- { last, why, place } for each stop: the last day that it leaves, the planned
-- one where it does not stop anything; nil after a fault.
local function stops_of(decl, facts, planned)
  local list, seen, whole = {}, { expiry = true }, true
  for _, name in ipairs(states) do seen[name] = true end
  local of = { what = "the stops of " .. decl.what, place = facts.place_of("stops") }
  for i, row in ipairs(check.rows(of, facts.stops or {}, stop)) do
    if (row.from == nil) == (row.after == nil) and not row.lacks then
      report(112, row.place, "row " .. i .. " of " .. of.what .. " has either `from` or `after`",
        "write from = the first day on which it runs no longer, or after = the last on which it does")
      whole = false
    end
    whole = whole and not row.lacks
    if whole then
      tell_twice(row.why, seen, row.place)
      local node = row.from or row.after
      local last = row.after or core.op("sub", { node, day() }, row.place)
      list[i] = { why = row.why, place = row.place,
        last = where_given(node, row.when, last, planned, row.place) }
    end
  end
  return whole and list
end

-- --- the figures -----------------------------------------------------------

local function texts(name, place) return core.literal(name, true, place) end

-- What ended it first: its time, or the first written of those that did.
local function ended_by(stops, planned, ends, place)
  local nodes = { core.op("is", { planned, ends }, place), texts("expiry", place) }
  for i, one in ipairs(stops) do
    if i < #stops then nodes[#nodes + 1] = core.op("is", { one.last, ends }, place) end
    nodes[#nodes + 1] = texts(one.why, one.place)
  end
  if #stops == 0 then nodes[#nodes + 1] = texts("expiry", place) end
  return core.op("choose", nodes, place)
end

local function state(stops, facts, ends, by, place)
  local today = core.decision_date(place)
  local lasts = core.op("at_most", { today, ends }, place)
  local nodes = {
    core.op("all", { core.op("under", { today, facts.starts }, place), lasts }, place),
    texts(states[1], place), lasts, texts(states[2], place),
    core.op("is", { by, texts("expiry", place) }, place), texts(states[3], place) }
  for i, one in ipairs(stops) do
    if i < #stops then
      nodes[#nodes + 1] = core.op("is", { by, texts(one.why, place) }, place)
    end
    nodes[#nodes + 1] = texts(one.why, one.place)
  end
  if #stops == 0 then nodes[#nodes + 1] = texts(states[3], place) end
  return core.op("choose", nodes, place)
end

-- No later than either says; an award shorter than that is reviewed when it begins.
local function review_by(facts, planned, place)
  local days = {}
  if facts.review_after then
    days[1] = core.op("add", { facts.starts, facts.review_after }, place)
  end
  if facts.review_before_end then
    local before = core.op("sub", { planned, facts.review_before_end }, place)
    days[#days + 1] = core.op("higher", { facts.starts, before }, place)
  end
  return #days == 2 and core.op("lower", days, place) or days[1]
end

local function planned_of(facts, length, place)
  local planned = last_day[length](facts, place)
  local to = facts.extended_to
  return to and where_given(to, nil, core.op("higher", { planned, to }, place), planned, place)
    or planned
end

-- Declares a figure and gives its value.
local function figure(decl, facts, name, label, value)
  local full = decl.name .. "_" .. name
  local thing = core.figure { name = full, label = facts.label .. ": " .. label, value = value,
    source = facts.source, place = decl.place }
  names.enter("figure", full, { thing = thing, reached = true })
  return core.reference(thing, decl.place)
end

declare.word("life", function(decl)
  local facts = declare.facts_of(decl, life)
  local length = not facts.lacks and length_of(decl, facts)
  if not length then return nil end
  local place = decl.place
  local function has(name, label, value) return figure(decl, facts, name, label, value) end
  local planned = has("planned", "planned last day", planned_of(facts, length, place))
  local stops = stops_of(decl, facts, planned)
  if not stops then return nil end
  local lasts = { planned }
  for _, one in ipairs(stops) do lasts[#lasts + 1] = one.last end
  local ends = has("ends", "last day", core.op("lower", lasts, place))
  local by = has("ended_by", "what ends it", ended_by(stops, planned, ends, place))
  has("state", "state", state(stops, facts, ends, by, place))
  local review = review_by(facts, planned, place)
  if review then has("review_by", "to be reviewed by", review) end
  local run = core.op("add", { core.op("sub", { ends, facts.starts }, place), day() }, place)
  has("days", "days that it runs", core.op("higher", { core.literal("0", false, place), run }, place))
  if facts.calendar then
    local calendar, today = facts.calendar, core.decision_date(place)
    has("weeks", "school weeks that it runs", calendar:school_weeks(facts.starts, ends))
    has("weeks_so_far", "school weeks that it has run", calendar:school_weeks(facts.starts,
      core.op("lower", { ends, today }, place)))
  end
  return { life = true }
end)
