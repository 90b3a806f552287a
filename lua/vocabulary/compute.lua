-- compute.lua - the words that compute.
--
-- Each is one entry of `words`: what it takes and what it makes.  All of them
-- take plain values as well as formulas; on plain values alone the answer is
-- there at once, and print shows it.

local core, need = core, need
local values, check = need "values", need "check"
local report, takes = values.report, check.takes

local compute = { words = {}, records = {}, calendars = {}, peers = {} }
local words = compute.words

-- --- lists -----------------------------------------------------------------------

-- The kinds of value that make no sense in a list of amounts, or of dates.
local wrong_in = {
  amounts = { date = "earliest { } and latest { } take dates", choice = false, ["yes/no"] = false,
    text = false },
  dates = { number = "lower_of { } and higher_of { } take amounts", choice = false,
    ["yes/no"] = false,
    text = false },
}

local function suited(word, nodes, kinds, place)
  for _, node in ipairs(nodes) do
    local help = kinds[core.type(node)]
    if help ~= nil then
      report(kinds == wrong_in.dates and 202 or 201, place,
        "`" .. word .. "` takes " .. (kinds == wrong_in.dates and "dates" or "amounts")
        .. ", and one of these is "
        .. core.type_text(node), help or nil)
      return false
    end
  end
  return true
end

-- A word over a list in { }.
local function list(word, op, kinds)
  words[word] = function(given)
    local place = core.text_at(core.here(), word)
    local nodes = values.nodes(given, place, "`" .. word .. "`")
    if values.is_broken(given) or #nodes == 0 then
      if values.kind(given) == "table" and next(given) == nil then
        report(119, place, "`" .. word .. "` has nothing in its { }",
          "put the entries there, with commas between")
      end
      return core.broken(place)
    end
    if kinds and not suited(word, nodes, kinds, place) then return core.broken(place) end
    return core.op(op, nodes, place)
  end
end

list("all", "all")
list("any", "any")
list("none", "none")
list("lower_of", "lower", wrong_in.amounts)
list("higher_of", "higher", wrong_in.amounts)
list("median_of", "median_of", wrong_in.amounts)
list("earliest", "lower", wrong_in.dates)
list("latest", "higher", wrong_in.dates)

function words.at_least_n(n, given)
  local place = core.text_at(core.here(), "at_least_n")
  local nodes = values.nodes(given, place, "`at_least_n`")
  if core.kind(n) ~= "integer" or n < 1 or n > #nodes then
    if values.is_broken(n) or #nodes == 0 then return core.broken(place) end
    return report(119, place,
      "`at_least_n` takes a whole number from 1 to the number of its tests, and "
      .. (core.kind(n) == "integer" and tostring(n) or values.says(n)) .. " stands there",
      "write at_least_n(2, { first, second, third })")
  end
  return core.at_least_n(n, nodes, place)
end

-- --- choose ----------------------------------------------------------------------

local choose = { keys = { otherwise = takes.formula }, rows = true, needs = { "otherwise" } }
local arm = { keys = { when = takes.formula, take = takes.formula }, needs = { "when", "take" },
  help = "write { when = test, take = value }" }

function words.choose(given)
  local place = core.text_at(core.here(), "choose")
  if values.is_broken(given) then return given end
  local decl = { what = "`choose`", place = place, given = given }
  local facts = check.table(decl, choose)
  local nodes = {}
  for _, row in ipairs(check.rows(decl, facts.entries, arm)) do
    nodes[#nodes + 1] = row.when
    nodes[#nodes + 1] = row.take
  end
  nodes[#nodes + 1] = facts.otherwise
  if #nodes < 3 then
    if #facts.entries == 0 and not facts.lacks then
      report(119, place, "`choose` has no arm",
        "write choose { { when = test, take = value }, otherwise = value }")
    end
    return core.broken(place)
  end
  return core.op("choose", nodes, place)
end

-- --- over rows -------------------------------------------------------------------

-- False is what was no peers.
local over_peers = { says = "peers, such as peers.neighbours", instead = false,
  read = function(value)
    local thing = core.kind(value) == "table" and compute.peers[value] or false
    return thing, not thing
  end }

local fold = {
  keys = { over = over_peers, where = takes.formula, by = takes.list, for_each = takes.formula,
    missing = check.one_of("left out") },
  later = { order = true },
}

-- Where each row stands.  Quarters are counted from the lowest where nothing is
-- said; of a rank the pack must say which comes first.
local first = check.one_of("highest", "lowest")
local quartile = {
  keys = { over = over_peers, where = takes.formula, by = takes.list, for_each = takes.formula,
    missing = fold.keys.missing, first = first },
  later = fold.later,
}
local rank = { keys = quartile.keys, needs = { "first" }, later = fold.later,
  helps = { first = "add first = \"highest\" or first = \"lowest\"" } }

local function of_rows(word, spec)
  words[word] = function(of, given)
    local place = core.text_at(core.here(), word)
    local what = "`" .. word .. "`"
    if values.is_broken(of) or values.is_broken(given) then return core.broken(place) end
    local facts = check.table({ what = what, place = place, given = given or {} }, spec or fold)
    if facts.over == false then return core.broken(place) end
    local over = core.kind(of) == "table" and compute.records[of] or nil
    if over and word ~= "count" then
      return report(119, place, what .. " takes a column or a figure, and " .. values.says(of)
        .. " stands here",
        "write " .. word .. "(payment.amount), or count(payment) for the number of rows")
    end
    return core.fold(word, {
      over = over, of = not over and values.node(of, place, what) or nil,
      where = facts.where, for_each = facts.for_each, leave_out = facts.missing ~= nil,
      peers = facts.over, highest_first = facts.first == "highest",
      by = facts.by and values.nodes(facts.by, place, "`by`"),
    }, place)
  end
end

for _, word in ipairs { "sum", "count", "mean", "minimum", "maximum", "median", "lower_quartile",
  "upper_quartile" } do of_rows(word) end
of_rows("quartile", quartile)
of_rows("rank", rank)

-- --- dates and durations ---------------------------------------------------------

-- A word over dates in brackets.
local function of_dates(word, count)
  words[word] = function(...)
    local place = core.text_at(core.here(), word)
    local given = select("#", ...)
    if given ~= count then
      return report(119, place, "`" .. word .. "` takes "
        .. (count == 1 and "one date" or "two dates")
        .. ", and " .. (given == 0 and "none" or tostring(given))
        .. (given == 1 and " stands" or " stand")
        .. " there")
    end
    local nodes = {}
    for i = 1, count do nodes[i] = values.node((select(i, ...)), place, "`" .. word .. "`") end
    return core.op(word, nodes, place)
  end
end

of_dates("completed_months", 2)
of_dates("completed_years", 2)
of_dates("financial_year", 1)
of_dates("academic_year", 1)
of_dates("financial_year_end", 1)
of_dates("academic_year_end", 1)
of_dates("month_end", 1)

local function digits(value)
  local kind = core.kind(value)
  return (kind == "integer" or kind == "string") and tostring(value) or nil
end

-- A number with a unit.  years(7, 12) is seven twelfths of a year; of a
-- formula it is the formula in that unit.
local function duration(word, unit)
  words[word] = function(value, below)
    local place = core.text_at(core.here(), word)
    if core.kind(value) == "node" and below == nil then
      return core.op("mul", { value, core.number("1", "1", unit, place) }, place)
    end
    local over, under = digits(value), below == nil and "1" or digits(below)
    if not over or not under then
      local wrong = over and below or value
      if core.kind(wrong) == "float" then return values.node(wrong, place, "`" .. word .. "`") end
      return report(119, place, "`" .. word .. "` takes a number, and " .. values.says(wrong)
        .. " stands here",
        "write " .. word .. (word == "percent" and " \"3.5\"" or "(6)"))
    end
    local node, wrong = core.number(over, under, unit, place)
    return node or report(205, core.text_at(place, over), "`" .. over .. "` " .. wrong,
      "write for instance " .. word .. (word == "percent" and " \"3.5\"" or "(6)"))
  end
end

duration("years", "years")
duration("months", "months")
duration("weeks", "weeks")
duration("days", "days")
duration("percent", "percent")

local counts = check.one_of("days", "weeks", "months")
local part = {
  keys = {
    from = takes.formula, to = takes.formula, start = takes.formula,
    part_month = check.one_of("by days", "whole", "left out"),
    count = { says = "\"days\", \"weeks\", \"months\" or a calendar, such as calendar.school",
      read = function(value, place, what)
        local terms = core.kind(value) == "table" and compute.calendars[value]
        if terms then return { terms = terms } end
        if values.kind(value) == "thing" then return nil, true end
        return counts.read(value, place, what)
      end },
  },
  needs = { "from", "to", "start", "count" },
}

function words.part_of_year(given)
  local place = core.text_at(core.here(), "part_of_year")
  if values.is_broken(given) then return given end
  local facts = check.table({ what = "`part_of_year`", place = place, given = given }, part)
  if facts.lacks or not facts.count then return core.broken(place) end
  if core.kind(facts.count) == "table" then
    facts.terms, facts.count = facts.count.terms, nil
  end
  if facts.part_month and facts.count ~= "months" then
    report(119, core.key_at(place, "part_month"),
      "`part_month` is asked for with count = \"months\" only")
  end
  return core.part_of_year(facts, place)
end

-- --- the rest --------------------------------------------------------------------

function words.sentence(text)
  local place = core.text_at(core.here(), "sentence")
  if values.is_broken(text) then return text end
  if core.kind(text) ~= "string" or not core.is_plain(text) then
    return report(119, place, "`sentence` takes a text in quotes, and " .. values.says(text)
      .. " stands here")
  end
  return core.sentence(text, place)
end

-- A heading over the figures that follow, where they are shown.
function words.heading(text)
  local place = core.text_at(core.here(), "heading")
  if values.is_broken(text) then return end
  if not takes.text.is(text) then
    report(119, place, "`heading` takes a text in quotes, and " .. values.says(text)
      .. " stands here", "write heading \"What it comes to\"")
    return
  end
  core.under_heading(text)
end

-- A row of a table: a column that is not there is told, not nil.
local function row_of(cells, header, file)
  local row = {}
  for i, name in ipairs(header) do row[name] = cells[i] end
  return setmetatable(row, { __metatable = false, __index = function(_, key)
    if core.kind(key) ~= "string" then return nil end
    return report(110, core.text_at(core.here(), key),
      "the table \"" .. file .. "\" has no column `" .. key .. "`",
      values.nearest(key, header, "its columns are " .. table.concat(header, ", ")))
  end })
end

-- The table in a file, or an empty one after telling why.
function compute.table(file, place)
  if core.kind(file) ~= "string" or not core.is_plain(file) then
    report(119, place, "a table is named in quotes, such as \"rates.csv\", and "
      .. values.says(file) .. " stands here")
    return { header = {} }
  end
  if not core.has_file(file) then
    report(100, core.text_at(place, file), "the file \"" .. file .. "\" is not in the pack",
      "a table stands beside rules.lua and is named without a folder")
    return { header = {}, absent = true }
  end
  return core.csv(file) or { header = {}, absent = true }
end

function words.read(file)
  local rows = {}
  if values.is_broken(file) then return rows end
  local cells = compute.table(file, core.text_at(core.here(), "read"))
  for i, row in ipairs(cells) do rows[i] = row_of(row, cells.header, file) end
  return rows
end

return compute
