-- calendars.lua - calendar: weekends, closed days and terms, given as data.

local core, need = core, need
local values, check, compute = need "values", need "check", need "compute"
local declare = need "declare"
local report, takes, keys = values.report, check.takes, declare.keys

local weekdays = { Monday = 1, Tuesday = 2, Wednesday = 4, Thursday = 8, Friday = 16,
  Saturday = 32, Sunday = 64 }

local table_or_list = { says = "a file such as \"closed.csv\", or a list in { }", instead = {},
  is = function(value) return core.kind(value) == "string" or values.kind(value) == "table" end }

local calendar = {
  keys = keys { weekend = takes.texts, closed = table_or_list, terms = table_or_list },
  needs = { "source" },
}
local term = {
  keys = { name = takes.text, first = takes.date, last = takes.date },
  needs = { "name", "first", "last" },
}

-- The days of the weekend as bits.
local function weekend_of(facts)
  local bits, seen = 0, {}
  for _, day in ipairs(facts.weekend or {}) do
    local place = core.text_at(facts.place_of("weekend"), day)
    if seen[day] then
      report(119, place, "`" .. day .. "` stands twice")
    elseif not weekdays[day] then
      report(119, place, "`" .. day .. "` is no day of the week",
        values.nearest(day, values.sorted_keys(weekdays), "write weekend = { \"Saturday\", \"Sunday\" }"))
    else
      bits, seen[day] = bits + weekdays[day], true
    end
  end
  return bits
end

local function lacks_column(file, header, columns, place)
  local has = {}
  for _, name in ipairs(header) do has[name] = true end
  for _, name in ipairs(columns) do
    if not has[name] then
      report(402, place, "the table \"" .. file .. "\" has no column `" .. name .. "`",
        values.nearest(name, header, "it needs the columns " .. table.concat(columns, ", ")))
      return true
    end
  end
  return false
end

-- { given, place } for each row: an entry of a list, or of a table in a file
-- the columns asked for.
local function rows_of(facts, key, columns)
  local value, place, rows = facts[key], facts.place_of(key), {}
  if core.kind(value) == "table" then
    for i, given in ipairs(value) do rows[i] = { given = given, place = core.row_at(place, i) } end
    return rows
  end
  local lines = compute.table(value, place)
  if lines.absent or lacks_column(value, lines.header, columns, place) then return rows end
  for i, line in ipairs(lines) do
    local row = { given = {}, place = line.place }
    for k, name in ipairs(lines.header) do
      for _, column in ipairs(columns) do
        if rawequal(name, column) then row.given[name] = line[k] end
      end
    end
    rows[i] = row
  end
  return rows
end

local function closed_of(facts)
  local dates = {}
  for _, row in ipairs(rows_of(facts, "closed", { "date" })) do
    local date = row.given
    if values.kind(date) == "table" then date = date.date end
    local text, wrong = takes.date.read(date, row.place, "`closed`")
    if wrong and not values.is_broken(date) then
      report(119, row.place, "`closed` takes dates in quotes, and " .. values.says(date) .. " stands here")
    end
    dates[#dates + 1] = text
  end
  return dates
end

local function terms_of(decl, facts)
  local terms = {}
  for i, row in ipairs(rows_of(facts, "terms", { "name", "first", "last" })) do
    local what = "term " .. i .. " of " .. decl.what
    local found = check.table({ what = what, place = row.place, given = row.given }, term)
    if found.first and found.last and not found.lacks then terms[#terms + 1] = found end
  end
  return terms
end

declare.word("calendar", function(decl)
  local facts = declare.facts_of(decl, calendar)
  facts.weekend = weekend_of(facts)
  facts.closed = facts.closed and closed_of(facts)
  facts.terms = facts.terms and terms_of(decl, facts)
  return { thing = core.calendar(facts) }
end)
