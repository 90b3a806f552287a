-- tables.lua - param, lookup and bands: values that stand in the pack, with
-- their dates and sources.

local core, need = core, need
local values, check, compute = need "values", need "check", need "compute"
local declare = need "declare"
local report, takes, keys = values.report, check.takes, declare.keys

-- --- param -----------------------------------------------------------------

local param = {
  keys = keys { type = takes.type, min = takes.value, max = takes.value, one_of = takes.texts,
    basis = check.one_of("financial year", "academic year") },
  needs = { "type", "label" }, rows = true,
}
local period = {
  keys = keys { from = takes.date, value = takes.value, review_by = takes.date },
  needs = { "from", "value" },
}

declare.word("param", function(decl)
  local facts = declare.facts_of(decl, param)
  facts.rows = check.rows(decl, facts.entries, period)
  declare.sources(decl, facts, facts.rows)
  facts.thing = core.param(facts)
  return facts
end)

-- --- columns, of lookups and bands -----------------------------------------

-- Whether all keys of a table can be names; told if not.
local function all_named(decl, key, list, example)
  for name in pairs(list) do
    if core.kind(name) ~= "string" or not core.is_name(name) or values.is_method(name) then
      report(119, core.key_at(decl.place, key), "`" .. key .. "` names each column, and `"
        .. tostring(name) .. "` cannot be a name", "write " .. example)
      return false
    end
  end
  return true
end

-- { name, type, type_place } for each column in order of name, and the names;
-- nil after telling that one cannot be a name.
local function columns_of(decl, types)
  if not all_named(decl, "types", types, "types = { topup = \"GBP/year\" }") then return nil end
  local columns, list = {}, values.sorted_keys(types)
  local braces = core.key_at(decl.place, "types", true)
  for i, name in ipairs(list) do
    local place, type = core.key_at(braces, name, true), types[name]
    if core.kind(type) ~= "string" then
      report(119, place, "`types` names each column with its type, and " .. values.says(type)
        .. " stands here", "write types = { topup = \"GBP/year\" }")
      type = nil
    end
    columns[i] = { name = name, type = type, type_place = place }
  end
  return columns, list
end

-- The cells of a row that was checked; false for the word missing.
local function cells_of(facts, given, list)
  local cells = {}
  for i, name in ipairs(list) do
    cells[i] = not rawequal(given[name], values.missing) and facts[name] or false
  end
  return cells
end

local function not_a_row(decl, place, value, rows)
  if values.is_broken(value) then return end
  report(119, place, "the " .. rows .. " of " .. decl.what .. " are written in { }, and "
    .. values.says(value) .. " stands here")
end

-- --- lookup ----------------------------------------------------------------

local lookup = {
  keys = keys { by = takes.list, types = takes.list, from = takes.text },
  needs = { "by", "types" }, rows = true,
}

local function line_spec(by_names, column_names)
  local spec = { keys = { from = takes.date, source = takes.text }, needs = {} }
  for _, name in ipairs(by_names) do
    spec.keys[name], spec.needs[#spec.needs + 1] = takes.text, name
  end
  for _, name in ipairs(column_names) do
    spec.keys[name], spec.needs[#spec.needs + 1] = takes.value, name
  end
  return spec
end

-- The lines of a lookup whose rows stand in the pack; nil if one is not whole.
local function lines_of_pack(decl, facts, column_names)
  local lines, spec, whole = {}, line_spec(facts.by_names, column_names), true
  for i, given in ipairs(facts.entries) do
    local place = core.row_at(decl.place, i)
    if values.kind(given) ~= "table" then
      not_a_row(decl, place, given, "rows")
      whole = false
    else
      local row = check.table({ what = "row " .. i .. " of " .. decl.what, place = place,
        given = given }, spec)
      whole = whole and not row.lacks
      row.keys, row.cells = {}, cells_of(row, given, column_names)
      for k, name in ipairs(facts.by_names) do row.keys[k] = row[name] end
      lines[#lines + 1] = row
    end
  end
  return whole and lines or nil
end

-- Where each column of the header stands; nil after telling what is wrong.
local function header_of(decl, facts, header, column_names)
  local place, has, known, whole = facts.place_of("from"), {}, { from = true, source = true }, true
  for _, list in ipairs { facts.by_names, column_names } do
    for _, name in ipairs(list) do known[name] = true end
  end
  for i, name in ipairs(header) do
    has[name] = i
    if not known[name] then
      whole = false
      report(403, place, "the table \"" .. facts.from .. "\" has a column `" .. name .. "` that "
        .. decl.what .. " does not name", values.nearest(name, values.sorted_keys(known),
          "leave the column out of the table, or name it in types"))
    end
  end
  for _, name in ipairs(values.sorted_keys(known)) do
    if not has[name] and name ~= "from" and name ~= "source" then
      whole = false
      report(402, place, "the table \"" .. facts.from .. "\" has no column `" .. name .. "`",
        values.nearest(name, header, "its columns are " .. table.concat(header, ", ")))
    end
  end
  return whole and has or nil
end

-- A line of a table in a file.  A cell with nothing in it is missing.
local function line_of_file(row, has, facts, column_names)
  local line = { place = row.place, keys = {}, cells = {} }
  local function cell(name)
    local text = has[name] and row[has[name]]
    return text ~= "" and text or nil
  end
  for k, name in ipairs(facts.by_names) do line.keys[k] = cell(name) or "" end
  for k, name in ipairs(column_names) do
    line.cells[k] = cell(name) and core.literal(cell(name), true, row.at[has[name]]) or false
  end
  line.source = cell("source")
  if cell("from") then line.from = takes.date.read(cell("from"), row.at[has.from], "`from`") end
  return line
end

local function lines_of_file(decl, facts, column_names)
  local rows = compute.table(facts.from, facts.place_of("from"))
  local has = not rows.absent and header_of(decl, facts, rows.header, column_names)
  if not has then return nil end
  local lines = {}
  for i, row in ipairs(rows) do lines[i] = line_of_file(row, has, facts, column_names) end
  return lines
end

local function choices_of(decl, by)
  local list, braces = values.sorted_keys(by), core.key_at(decl.place, "by", true)
  local nodes = {}
  for i, name in ipairs(list) do
    nodes[i] = values.node(by[name], core.key_at(braces, name, true), "`by`")
  end
  return nodes, list
end

local function one_kind_of_rows(decl, facts)
  if facts.from and #facts.entries > 0 then
    report(119, facts.place_of("from"), decl.what .. " has both a file and rows of its own",
      "keep one of them")
  elseif not facts.from and #facts.entries == 0 and not facts.lacks then
    report(112, decl.place, decl.what .. " has no rows", "add rows, or from = \"file.csv\"")
  end
end

declare.word("lookup", function(decl)
  local facts = declare.facts_of(decl, lookup)
  local column_names
  if not all_named(decl, "by", facts.by, "by = { band = spell.band }") then return nil end
  facts.columns, column_names = columns_of(decl, facts.types)
  if not facts.columns or facts.lacks then return nil end
  facts.by, facts.by_names = choices_of(decl, facts.by)
  one_kind_of_rows(decl, facts)
  local lines_of = facts.from and lines_of_file or lines_of_pack
  facts.rows = lines_of(decl, facts, column_names)
  if not facts.rows or #facts.rows == 0 then return nil end
  declare.sources(decl, facts, facts.rows)
  return { thing = core.lookup(facts), columns = column_names }
end)

-- --- bands -----------------------------------------------------------------

local bands = {
  keys = keys { of = takes.formula, below = takes.list, types = takes.list, cliff_warning = takes.value },
  needs = { "of", "below", "source" }, rows = true,
}

local function band_spec(column_names, lowest)
  local spec = { keys = { name = takes.text }, needs = { "name" } }
  for _, name in ipairs(column_names) do
    spec.keys[name], spec.needs[#spec.needs + 1] = takes.value, name
  end
  if not lowest then spec.keys.over, spec.keys.at_least = takes.value, takes.value end
  return spec
end

local function band_of(decl, given, place, column_names, lowest)
  local what = lowest and "`below`" or "a band of " .. decl.what
  local facts = check.table({ what = what, place = place, given = given }, band_spec(column_names, lowest))
  local band = { name = facts.name, place = place, over = facts.over ~= nil,
    edge = facts.over or facts.at_least, cells = cells_of(facts, given, column_names) }
  if not lowest and (facts.over == nil) == (facts.at_least == nil) then
    report(112, place, what .. " begins either with `at_least` or with `over`",
      "write at_least = 4, or over = 4 if 4 itself lies below")
    band.edge = core.broken(place)
  end
  return band
end

declare.word("bands", function(decl)
  local facts = declare.facts_of(decl, bands)
  local column_names
  facts.columns, column_names = columns_of(decl, facts.types or {})
  if not facts.columns then return nil end
  facts.bands = { band_of(decl, facts.lacks and { name = "-" } or facts.below, facts.place_of("below"),
    column_names, true) }
  for i, given in ipairs(facts.entries) do
    local place = core.row_at(decl.place, i)
    if values.kind(given) == "table" then
      facts.bands[#facts.bands + 1] = band_of(decl, given, place, column_names)
    else
      not_a_row(decl, place, given, "bands")
    end
  end
  if #facts.entries == 0 then
    report(112, decl.place, decl.what .. " has no bands", "add { at_least = 4, name = \"A\" }")
  end
  return { thing = core.bands(facts), columns = column_names, column = core.band_column, reached = true }
end)
