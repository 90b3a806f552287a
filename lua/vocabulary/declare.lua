-- declare.lua - the words that declare.
--
-- `word "name"` gives a function that takes the table; most of a word is its
-- facts: which keys it has, what each takes, which it needs.  To add a key,
-- add it there and read it in the word's function, which hands the facts to
-- the bindings.

local core, need = core, need
local values, check, compute, names = need "values", need "check", need "compute", need "names"
local report, takes = values.report, check.takes

local declare = { words = {} }
local words = declare.words

-- Declarations whose { } has not come yet.
local waiting = {}

-- --- the shape of all of them ------------------------------------------------------

local function named(word, name, place, free)
  if values.is_broken(name) then return nil end
  if core.kind(name) ~= "string" or not core.is_plain(name) or #name == 0 then
    report(119, place, "`" .. word .. "` takes a name in quotes, and " .. (name == "" and "an empty text"
      or values.says(name)) .. " stands here", "write " .. word .. " \"a_name\" { ... }")
    return nil
  end
  if not free and not core.is_name(name) then
    report(119, place, "\"" .. name .. "\" cannot be the name of " .. word
      .. ": a name has letters, digits and _ and begins with a letter",
      "sentences, formulas and columns of results use the name; put the words for people into label = \"...\"")
    return nil
  end
  if not free and values.methods[name] then
    report(107, place, "`" .. name .. "` is a word that every formula can be asked for, and cannot be a name",
      "choose another name")
    return nil
  end
  return name
end

-- Makes `word "name" { ... }` of make(decl), which is given word, name, what,
-- place and the table; what it returns the pack gets.
local function declaring(word, make, free)
  return function(name, ...)
    local here = core.here()
    local place = core.place_of(here, word, core.kind(name) == "string" and name or nil)
    local known = named(word, name, place, free)
    local decl = { word = word, name = known, place = place, done = core.kind(name) == "table",
      what = known and word .. (free and " \"" .. known .. "\"" or " `" .. known .. "`") or "`" .. word .. "`" }
    waiting[#waiting + 1] = decl
    return function(given)
      if decl.done then
        return report(119, core.here(), decl.what .. " has its { } already", "a comma or a word is missing between")
      end
      decl.done, decl.given = true, given
      return make(decl)
    end
  end
end

-- A word that stands by itself, with a namespace of its name.
local function word(name, make)
  words[name] = names.namespace(name, declaring(name, function(decl)
    if decl.name then names.enter(name, decl.name, make(decl) or { broken = true }) end
  end))
end

-- The facts of a table with those that every thing has.
local function facts_of(decl, spec)
  local facts = check.table(decl, spec)
  facts.name = decl.name
  facts.type_place = facts.place_of("type")
  return facts
end

local row_of = { from = takes.date, source = takes.text, review_by = takes.date }

local function keys(own, more)
  local all = { label = takes.text, source = takes.text }
  for _, list in ipairs { own, more or {} } do
    for key, take in pairs(list) do all[key] = take end
  end
  return all
end

-- Every row has a source, its own or that of the whole.
local function rows_have_source(decl, facts, rows)
  if facts.source or facts.lacks then return end
  for _, row in ipairs(rows) do
    if not row.source then
      report(117, row.place, "this row of " .. decl.what .. " has no source",
        "add source = \"...\": where it comes from, or \"illustration\"")
      row.source = "-"
    end
  end
end

-- --- pack --------------------------------------------------------------------------

local pack = {
  keys = { title = takes.text, version = takes.text, owner = takes.text, source = takes.text, approved = takes.text,
    language = takes.whole, rounding = takes.rounding },
  needs = { "title", "version", "source" },
}
local pack_declared

words.pack = values.thing("the word `pack`", function(key, place)
  return report(110, place, "`pack` has no `" .. tostring(key) .. "`")
end, declaring("pack", function(decl)
  local facts = facts_of(decl, pack)
  if pack_declared then
    report(113, decl.place, "`pack` stands twice", "a pack is declared once, in rules.lua")
  end
  if facts.language and facts.language ~= 1 then
    report(119, facts.place_of("language"), "this version reads `language` 1 only", "write language = 1")
  end
  pack_declared = true
  core.pack(facts)
end))

-- --- records -----------------------------------------------------------------------

-- What stands within records waits there for them.
local parts = {}

local function part(name, spec)
  return declaring(name, function(decl)
    decl.spec = spec
    local thing = values.thing(decl.what, function(key, place)
      return report(110, place, decl.what .. " has no `" .. tostring(key) .. "` here")
    end)
    parts[thing] = decl
    return thing
  end)
end

local input = {
  keys = keys { type = takes.type, min = takes.value, max = takes.value, one_of = takes.texts, private = takes.flag,
    required = takes.flag, blank = takes.text, column = takes.text, read = takes.rounding },
  needs = { "type" },
}
local link = {
  keys = { to = takes.text, by = takes.text, required = takes.flag },
  needs = { "to", "by" }, later = { on = true },
}
words.input = part("input", input)
words.link = part("link", link)

local records = {
  keys = { what = takes.text, key = takes.text, dated_by = takes.text, file = takes.text, missing = takes.list },
  needs = { "what" }, rows = true, later = { lasts = true },
}

local function marks_of(decl, missing)
  local marks = {}
  for mark, reason in pairs(missing or {}) do
    if core.kind(mark) ~= "string" or core.kind(reason) ~= "string" then
      report(119, core.key_at(decl.place, "missing"), "`missing` takes marks and what they mean",
        "write missing = { c = \"confidential\" }")
    else
      marks[#marks + 1] = { mark = mark, reason = reason }
    end
  end
  return marks
end

local function add_input(entry, decl)
  local facts = facts_of(decl, input)
  if facts.one_of and facts.type and facts.type ~= "choice" then
    report(119, core.key_at(decl.place, "one_of"), "`one_of` belongs to an input of type \"choice\"",
      "write type = \"choice\", or leave one_of out")
    facts.one_of = nil
  end
  entry.inputs[decl.name] = core.input(entry.thing, facts)
  names.enter("input", decl.name, { thing = entry.inputs[decl.name], says = entry.name .. "." .. decl.name })
end

local function add_link(entry, decl)
  local facts = facts_of(decl, link)
  if facts.lacks then
    entry.links[decl.name] = { broken = true }
    return
  end
  local to = names.find("records", facts.to)
  if not to then
    report(110, facts.place_of("to"), "there are no records `" .. facts.to .. "` above this link",
      values.nearest(facts.to, values.sorted_keys(names.records), "the records that a link leads to are declared first"))
    entry.links[decl.name] = { broken = true }
    return
  end
  entry.links[decl.name] = { name = decl.name, to = to, thing = core.link(entry.thing, facts) }
  names.enter("link", decl.name, { thing = entry.links[decl.name].thing, says = entry.name .. "." .. decl.name })
end

local function add_part(entry, decl, item, i)
  local of = core.kind(item) == "table" and parts[item]
  if not of then
    if not values.is_broken(item) then
      report(119, core.row_at(decl.place, i), decl.what .. " takes inputs and links, and " .. values.says(item)
        .. " stands here", "write input \"name\" { type = ... } with a comma after it")
    end
    return
  end
  of.used = true
  if not of.name then return end
  if of.spec == input then add_input(entry, of) else add_link(entry, of) end
end

words.records = declaring("records", function(decl)
  local facts = check.table(decl, records)
  if decl.name and declare.is_word(decl.name) then
    for _, item in ipairs(facts.entries) do
      if core.kind(item) == "table" and parts[item] then parts[item].used = true end
    end
    return report(107, decl.place, "`" .. decl.name .. "` is a word of the rule language and cannot be the name of "
      .. "records", "choose another name")
  end
  if not decl.name then return end
  local entry = names.enter("records", decl.name, { inputs = {}, links = {}, says = decl.name })
  entry.thing = core.records(decl.name, facts.what, decl.place)
  for i, item in ipairs(facts.entries) do add_part(entry, decl, item, i) end
  facts.marks = marks_of(decl, facts.missing)
  core.records_end(entry.thing, facts)
  declare.add_word(decl.name, names.records_thing(entry))
end)

-- --- param -------------------------------------------------------------------------

local param = {
  keys = keys { type = takes.type, min = takes.value, max = takes.value, one_of = takes.texts,
    basis = check.one_of("financial year", "academic year") },
  needs = { "type", "label" }, rows = true,
}
local period = { keys = keys({ value = takes.value }, row_of), needs = { "from", "value" } }

word("param", function(decl)
  local facts = facts_of(decl, param)
  facts.rows = check.rows(decl, facts.entries, period)
  rows_have_source(decl, facts, facts.rows)
  for _, row in ipairs(facts.rows) do row.source = row.source or facts.source end
  facts.thing = core.param(facts)
  return facts
end)

-- --- lookup ------------------------------------------------------------------------

local lookup = {
  keys = keys { by = takes.list, types = takes.list, from = takes.text }, needs = { "by", "types" }, rows = true,
}

-- The cells of a table as rows: texts as if they stood in the pack.
local function rows_of_file(decl, facts, by, types)
  local place = facts.place_of("from")
  local cells = compute.table(facts.from, place)
  local rows, known = {}, { from = true, source = true }
  if cells.absent then return rows end
  for _, list in ipairs { by, types } do
    for name in pairs(list) do known[name] = true end
  end
  local has = {}
  for i, name in ipairs(cells.header) do
    has[name] = i
    if not known[name] then
      report(403, place, "the table \"" .. facts.from .. "\" has a column `" .. name .. "` that " .. decl.what
        .. " does not name", values.nearest(name, values.sorted_keys(known), "leave the column out of the table"))
    end
  end
  for _, name in ipairs(values.sorted_keys(by, types)) do
    if not has[name] then
      report(402, place, "the table \"" .. facts.from .. "\" has no column `" .. name .. "`",
        values.nearest(name, cells.header, "its columns are " .. table.concat(cells.header, ", ")))
      return {}
    end
  end
  for _, row in ipairs(cells) do
    local given, at = {}, {}
    for i, name in ipairs(cells.header) do
      if known[name] and row[i] ~= "" then given[name] = row[i] end
      at[name] = row.at[i]
    end
    rows[#rows + 1] = { given = given, place = row.place, at = at, from_file = true }
  end
  return rows
end

local function rows_of_pack(decl, facts)
  local rows = {}
  for i, row in ipairs(facts.entries) do
    local place = core.row_at(decl.place, i)
    if values.kind(row) == "table" then
      rows[#rows + 1] = { given = row, place = place }
    elseif not values.is_broken(row) then
      report(119, place, "the rows of " .. decl.what .. " are written in { }, and " .. values.says(row)
        .. " stands here")
    end
  end
  return rows
end

local function row_spec(by, types)
  local all, needed = keys({}, { from = takes.date }), {}
  all.label = nil
  for name in pairs(by) do all[name], needed[#needed + 1] = takes.text, name end
  for name in pairs(types) do all[name], needed[#needed + 1] = takes.value, name end
  table.sort(needed)
  return { keys = all, needs = needed }
end

-- A cell of a table in a file: nothing there is missing.
local function cell_of(row, name)
  local text = row.given[name]
  return text and core.literal(text, true, row.at[name]) or false
end

local function lines_of(rows, decl, by_names, types, spec)
  local lines = {}
  for i, row in ipairs(rows) do
    local facts = row.from_file and { from = row.given.from, source = row.given.source }
      or check.table({ what = "row " .. i .. " of " .. decl.what, place = row.place, given = row.given }, spec)
    local line = { place = row.place, from = facts.from, source = facts.source, keys = {}, cells = {} }
    for k, name in ipairs(by_names) do line.keys[k] = row.from_file and (row.given[name] or "") or facts[name] end
    for k, name in ipairs(types) do
      local cell = facts[name]
      if row.from_file then cell = cell_of(row, name) end
      line.cells[k] = cell or false
      if rawequal(row.given[name], values.missing) then line.cells[k] = false end
    end
    lines.lack = lines.lack or facts.lacks
    if row.from_file and facts.from then
      local wrong = core.date_fault(facts.from)
      if wrong then
        report(202, row.at.from, "\"" .. facts.from .. "\" is no date: " .. wrong)
        line.from = nil
      end
    end
    lines[i] = line
  end
  return lines
end

-- The columns of a table, with their types in order of name.
local function columns_of(decl, types)
  local columns, list = {}, values.sorted_keys(types)
  for i, name in ipairs(list) do
    local place = core.key_at(core.key_at(decl.place, "types", true), tostring(name), true)
    local type = types[name]
    if core.kind(type) ~= "string" then
      report(119, place, "`types` names each column with its type, and " .. values.says(type) .. " stands here",
        "write types = { topup = \"GBP/year\" }")
      type = nil
    end
    columns[i] = { name = name, type = type, type_place = place }
  end
  return columns, list
end

-- Whether all keys of a table are names; told if not.
local function all_named(decl, key, list, example)
  for name in pairs(list or {}) do
    if core.kind(name) ~= "string" or not core.is_name(name) then
      report(119, core.key_at(decl.place, key), "`" .. key .. "` names each column", "write " .. example)
      return false
    end
  end
  return true
end

word("lookup", function(decl)
  local facts = facts_of(decl, lookup)
  local by, types = facts.by, facts.types
  if not all_named(decl, "by", by, "by = { band = spell.band }")
    or not all_named(decl, "types", types, "types = { topup = \"GBP/year\" }") then
    return nil
  end
  facts.by, facts.by_names = {}, values.sorted_keys(by)
  for i, name in ipairs(facts.by_names) do
    facts.by[i] = values.node(by[name], core.key_at(core.key_at(decl.place, "by", true), name, true), "`by`")
  end
  local column_names
  facts.columns, column_names = columns_of(decl, types)
  if facts.from and #facts.entries > 0 then
    report(119, facts.place_of("from"), decl.what .. " has both a file and rows of its own", "keep one of them")
  elseif not facts.from and #facts.entries == 0 then
    report(112, decl.place, decl.what .. " has no rows", "add rows, or from = \"file.csv\"")
  end
  local rows = facts.from and rows_of_file(decl, facts, by, types) or rows_of_pack(decl, facts)
  facts.rows = lines_of(rows, decl, facts.by_names, column_names, row_spec(by, types))
  rows_have_source(decl, facts, facts.rows)
  for _, row in ipairs(facts.rows) do row.source = row.source or facts.source end
  if #rows == 0 or facts.rows.lack then return nil end
  return { thing = core.lookup(facts), columns = column_names }
end)

-- --- bands -------------------------------------------------------------------------

local bands = {
  keys = keys { of = takes.formula, below = takes.list, types = takes.list },
  needs = { "of", "below", "source" }, rows = true,
  later = { cliff_warning = "the steps between bands are not looked at yet; leave it out" },
}

local function band_of(decl, given, place, columns, lowest)
  local spec = { keys = { name = takes.text }, needs = { "name" } }
  for _, name in ipairs(columns) do
    spec.keys[name] = takes.value
    spec.needs[#spec.needs + 1] = name
  end
  if not lowest then spec.keys.over, spec.keys.at_least = takes.value, takes.value end
  local what = lowest and "the band below the others of " .. decl.what or "a band of " .. decl.what
  local facts = check.table({ what = what, place = place, given = given }, spec)
  local band = { name = facts.name, place = place, cells = {}, over = facts.over ~= nil,
    edge = facts.over or facts.at_least }
  if not lowest and not band.edge or facts.over and facts.at_least then
    report(112, place, what .. " begins either with `at_least` or with `over`",
      "write at_least = 4, or over = 4 if 4 itself lies below")
    band.edge = core.broken(place)
  end
  for i, name in ipairs(columns) do
    band.cells[i] = facts[name] or false
    if rawequal(given[name], values.missing) then band.cells[i] = false end
  end
  return band
end

word("bands", function(decl)
  local facts = facts_of(decl, bands)
  local types = facts.types or {}
  if not all_named(decl, "types", types, "types = { topup = \"GBP/year\" }") then return nil end
  local column_names
  facts.columns, column_names = columns_of(decl, types)
  facts.bands = {}
  if decl.given.below ~= nil then
    facts.bands[1] = band_of(decl, facts.below, facts.place_of("below"), column_names, true)
  end
  for i, row in ipairs(facts.entries) do
    local place = core.row_at(decl.place, i)
    if values.kind(row) == "table" then
      facts.bands[#facts.bands + 1] = band_of(decl, row, place, column_names)
    elseif not values.is_broken(row) then
      report(119, place, "the bands of " .. decl.what .. " are written in { }, and " .. values.says(row)
        .. " stands here")
    end
  end
  if #facts.entries == 0 then
    report(112, decl.place, decl.what .. " has no bands", "add { at_least = 4, name = \"A\" }")
  end
  return { thing = core.bands(facts), columns = column_names, column = core.band_column, reached = true }
end)

-- --- criterion, score, figure, award -------------------------------------------------

local sentences = { test = takes.formula, if_met = takes.text, if_unmet = takes.text, asks = takes.text }
local criterion = { keys = keys(sentences), needs = { "label", "test", "if_met", "if_unmet", "source" } }
local criterion_dated = { keys = keys {}, needs = { "label" }, rows = true }
local wording = { keys = keys(sentences, { from = takes.date }), needs = { "from", "test", "if_met", "if_unmet" } }
wording.keys.label = nil

local function has_rows(given)
  return values.kind(given) == "table" and given[1] ~= nil and not values.is_broken(given[1])
end

word("criterion", function(decl)
  local facts
  if has_rows(decl.given) then
    facts = facts_of(decl, criterion_dated)
    facts.wordings = check.rows(decl, facts.entries, wording)
    rows_have_source(decl, facts, facts.wordings)
    for _, row in ipairs(facts.wordings) do row.source = row.source or facts.source end
  else
    facts = facts_of(decl, criterion)
    facts.wordings = { facts }
  end
  facts.reached, facts.thing = true, core.criterion(facts)
  return facts
end)

local score = { keys = keys { out_of = takes.value }, needs = { "source" }, rows = true }
local points = { says = "a number, or points for every choice: { mild = 1, severe = 6 }",
  read = function(value, place, what)
    if values.kind(value) == "table" then return value end
    return takes.value.read(value, place, what)
  end }
local score_row = { keys = { when = takes.formula, of = takes.formula, points = points }, needs = { "points" } }

local function points_of_choices(row, what)
  local choices = core.choices(row.of)
  if not choices then
    if not values.is_broken(row.of) then
      report(204, row.place_of("of"), "points for every choice are given for a choice, and this is "
        .. core.type_text(row.of), "write { when = test, points = 2 }")
    end
    return {}
  end
  local list, place = {}, row.place_of("points")
  for i, choice in ipairs(choices) do
    local value = row.points[choice]
    if value == nil then
      report(116, place, what .. " has no points for the choice `" .. choice .. "`",
        "add [\"" .. choice .. "\"] = 0, or what it is worth")
      list[i] = core.broken(place)
    else
      list[i] = takes.value.read(value, core.key_at(place, choice, true), "`points`")
    end
  end
  for choice in pairs(row.points) do
    local near = values.nearest(tostring(choice), choices, "the choices are " .. table.concat(choices, ", "))
    local found
    for _, known in ipairs(choices) do found = found or rawequal(known, choice) end
    if not found then
      report(204, core.key_at(place, tostring(choice)), "`" .. tostring(choice) .. "` is not one of the choices", near)
    end
  end
  return list
end

local function score_row_of(row, what)
  if row.lacks then return nil end
  local by_choice = core.kind(row.points) == "table"
  if (row.when == nil) == (row.of == nil) or by_choice == (row.of == nil) then
    report(112, row.place, what .. " has either `when` and one number of points, or `of` and points for every choice",
      "write { when = test, points = 2 } or { of = pupil.need, points = { ... } }")
    return nil
  end
  return { when = row.when, of = row.of, place = row.place,
    points = by_choice and points_of_choices(row, what) or { row.points } }
end

word("score", function(decl)
  local facts = facts_of(decl, score)
  facts.rows = {}
  for i, row in ipairs(check.rows(decl, facts.entries, score_row)) do
    local made = score_row_of(row, "row " .. i .. " of " .. decl.what)
    facts.lacks = facts.lacks or not made
    facts.rows[#facts.rows + 1] = made
  end
  if #facts.entries == 0 then
    report(112, decl.place, decl.what .. " has no rows", "add { when = test, points = 2 }")
  end
  if #facts.rows == 0 or facts.lacks then return nil end
  facts.reached, facts.thing = true, core.score(facts)
  return facts
end)

local figure = {
  keys = keys { type = takes.type, value = takes.formula, rounding = takes.rounding }, needs = { "value" },
}
word("figure", function(decl)
  local facts = facts_of(decl, figure)
  facts.reached, facts.thing = true, core.figure(facts)
  return facts
end)

local award = {
  keys = keys { type = takes.type, when = takes.formula, amount = takes.formula, full_year = takes.formula,
    rounding = takes.rounding },
  needs = { "label", "amount", "source" },
}
word("award", function(decl)
  local facts = facts_of(decl, award)
  facts.reached, facts.thing = true, core.award(facts)
  return facts
end)

-- --- calendar ----------------------------------------------------------------------

local weekdays = { Monday = 1, Tuesday = 2, Wednesday = 4, Thursday = 8, Friday = 16, Saturday = 32, Sunday = 64 }
local table_or_list = { says = "a file such as \"closed.csv\", or a list in { }", instead = {},
  is = function(value) return core.kind(value) == "string" or values.kind(value) == "table" end }
local calendar = {
  keys = keys { weekend = takes.texts, closed = table_or_list, terms = table_or_list }, needs = { "source" },
}
local term = { keys = { name = takes.text, first = takes.date, last = takes.date }, needs = { "name", "first", "last" } }

local function weekend_of(decl, facts)
  local bits = 0
  for _, day in ipairs(facts.weekend or {}) do
    if weekdays[day] then
      bits = bits + weekdays[day]
      facts["is_" .. day] = facts["is_" .. day] and report(119, core.text_at(facts.place_of("weekend"), day),
        "`" .. day .. "` stands twice in the weekend of " .. decl.what) or true
    else
      report(119, core.text_at(facts.place_of("weekend"), day), "`" .. day .. "` is no day of the week",
        values.nearest(day, values.sorted_keys(weekdays), "write weekend = { \"Saturday\", \"Sunday\" }"))
    end
  end
  return bits
end

-- The rows of a calendar's table: { given, place, at } each.
local function calendar_rows(facts, key, columns)
  local value, place = facts[key], facts.place_of(key)
  local rows = {}
  if core.kind(value) == "table" then
    for i, given in ipairs(value) do rows[i] = { given = given, place = core.row_at(place, i), at = {} } end
    return rows
  end
  local cells = compute.table(value, place)
  for _, name in ipairs(cells.absent and {} or columns) do
    local has
    for _, column in ipairs(cells.header) do has = has or rawequal(column, name) end
    if not has then
      report(402, place, "the table \"" .. value .. "\" has no column `" .. name .. "`",
        values.nearest(name, cells.header, "it needs the columns " .. table.concat(columns, ", ")))
      return rows
    end
  end
  for i, row in ipairs(cells) do
    local given, at = {}, {}
    for k, name in ipairs(cells.header) do given[name], at[name] = row[k], row.at[k] end
    rows[i] = { given = given, place = row.place, at = at }
  end
  return rows
end

local function closed_of(facts)
  local dates = {}
  for _, row in ipairs(calendar_rows(facts, "closed", { "date" })) do
    local date, place = row.given, row.place
    if core.kind(date) == "table" and row.at.date then date, place = date.date, row.at.date end
    date = takes.date.read(date, place, "`closed`")
    if date then
      dates[#dates + 1] = date
    elseif core.kind(row.given) ~= "string" and not row.at.date then
      report(119, place, "`closed` takes dates in quotes, and " .. values.says(row.given) .. " stands here")
    end
  end
  return dates
end

local function terms_of(decl, facts)
  local terms = {}
  for i, row in ipairs(calendar_rows(facts, "terms", { "name", "first", "last" })) do
    local given = row.given
    if row.at.name then given = { name = given.name, first = given.first, last = given.last } end
    local found = check.table({ what = "term " .. i .. " of " .. decl.what, place = row.place, given = given }, term)
    if found.first and found.last and not found.lacks then terms[#terms + 1] = found end
  end
  return terms
end

word("calendar", function(decl)
  local facts = facts_of(decl, calendar)
  facts.weekend = weekend_of(decl, facts)
  facts.closed = facts.closed and closed_of(facts) or nil
  facts.terms = facts.terms and terms_of(decl, facts) or nil
  return { thing = core.calendar(facts) }
end)

-- --- example -----------------------------------------------------------------------

local example = {
  keys = { on = takes.date, given = takes.list, rows = takes.list, expect = takes.list }, needs = { "expect" },
}

-- The cells of a row of an example, as they would stand in a file.
local function cells_of(given, place, what)
  local cells = {}
  for name, value in pairs(given) do
    local kind, at = core.kind(value), core.key_at(place, tostring(name), true)
    if core.kind(name) ~= "string" then
      if not values.is_broken(value) then
        report(119, core.row_at(place, core.kind(name) == "integer" and name or 1), what
          .. " takes names with values, and " .. values.says(value) .. " without a name stands here",
          "write provision_cost = 6000")
      end
    elseif kind == "integer" or kind == "string" and core.is_plain(value) then
      cells[#cells + 1] = { name = name, text = tostring(value), place = core.key_at(place, name) }
    elseif rawequal(value, values.missing) then
      cells[#cells + 1] = { name = name, place = core.key_at(place, name) }
    elseif kind == "float" then
      values.node(value, at, what)
    elseif kind == "node" and core.constant_text(value) and core.constant_literal(value) then
      cells[#cells + 1] = { name = name, text = core.constant_literal(value), place = core.key_at(place, name) }
    elseif not values.is_broken(value) then
      report(119, at, "`" .. name .. "` in " .. what .. " takes a number, a text or missing, and "
        .. values.says(value) .. " stands here", kind == "boolean" and "write \"yes\" or \"no\"" or nil)
    end
  end
  return cells
end

local function row_cells(rows, row, place, thing)
  if values.kind(row) ~= "table" then
    report(119, place, "the rows of an example are written in { }, and " .. values.says(row) .. " stands here",
      "write rows = { { pupil_id = \"1\" }, { pupil_id = \"2\" } }")
    return
  end
  rows[#rows + 1] = { cells = cells_of(row, place, "`rows`"), records = thing }
end

-- rows = { {...}, {...} } are of the first records, rows = { pupil = { {...} } }
-- of those named.
local function rows_of(facts)
  local rows, place = {}, facts.place_of("rows")
  for key, row in pairs(facts.rows) do
    if core.kind(key) == "integer" then
      row_cells(rows, row, core.row_at(place, key))
    else
      local entry, at = names.find("records", key), core.key_at(place, tostring(key), true)
      if not entry or values.kind(row) ~= "table" then
        report(110, core.key_at(place, tostring(key)), "there are no records `" .. tostring(key) .. "` with rows here",
          values.nearest(tostring(key), values.sorted_keys(names.records), "write rows = { pupil = { { ... }, { ... } } }"))
      else
        for i, one in ipairs(row) do row_cells(rows, one, core.row_at(at, i), entry.thing) end
      end
    end
  end
  return rows
end

words.example = declaring("example", function(decl)
  local facts = check.table(decl, example)
  local expect = cells_of(facts.expect, facts.place_of("expect"), "`expect`")
  if facts.given and facts.rows then
    report(119, core.key_at(decl.place, "rows"), decl.what .. " has both `given` and `rows`",
      "given is one row; write all of them in rows")
  elseif not facts.given and not facts.rows then
    report(112, decl.place, decl.what .. " has no `given`", "add given = { ... }, or rows = { { ... }, { ... } }")
  end
  local rows
  if facts.rows then
    rows = rows_of(facts)
  else
    rows = { { cells = cells_of(facts.given or {}, facts.place_of("given"), "`given`") } }
  end
  if not decl.name or facts.lacks then return end
  core.example { name = decl.name, place = decl.place, on = facts.on, rows = rows, expect = expect }
end, true)

-- --- the end -----------------------------------------------------------------------

-- Tells what was begun and not ended, and parts that no records took.
function declare.finish()
  for _, decl in ipairs(waiting) do
    if not decl.done then
      report(112, decl.place, decl.what .. " has no { }", "write " .. decl.word .. " \"name\" { ... }")
    elseif decl.spec and not decl.used then
      report(118, decl.place, decl.what .. " stands outside records", "put it between the braces of its records")
    end
  end
end

return declare
