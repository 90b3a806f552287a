-- examples.lua - example and examples: cases, and what must come of them.

local core, need = core, need
local values, check, names, declare = need "values", need "check", need "names", need "declare"
local compute = need "compute"
local report, takes = values.report, check.takes

local example = {
  keys = { on = takes.date, given = takes.list, rows = takes.list, params = takes.list,
    expect = takes.list },
  needs = { "expect" },
}

-- A value as it would stand in a file, "" for the word missing; nil after
-- telling that it is none.
local function text_of(name, value, place, what)
  local kind = core.kind(value)
  if kind == "integer" or kind == "string" and core.is_plain(value) then return tostring(value) end
  if rawequal(value, values.missing) then return "" end
  if kind == "float" then
    values.node(value, place, what)
  elseif not values.is_broken(value) then
    report(119, place, "`" .. name .. "` in " .. what .. " takes a number, a text or missing, and "
      .. values.says(value) .. " stands here", kind == "boolean" and "write \"yes\" or \"no\"" or nil)
  end
  return nil
end

-- Each name with its text, of one row or of what is expected.
local function list_of(given, place, what)
  local cells = {}
  for name, value in pairs(given) do
    if core.kind(name) == "string" then
      local text = text_of(name, value, core.key_at(place, name, true), what)
      if text then
        cells[#cells + 1] = { name = name, place = core.key_at(place, name),
          text = not rawequal(value, values.missing) and text or nil }
      end
    elseif not values.is_broken(value) then
      report(119, core.row_at(place, core.kind(name) == "integer" and name or 1), what
        .. " takes names with values, and " .. values.says(value) .. " without a name stands here",
        "write provision_cost = 6000")
    end
  end
  return cells
end

local function cells_of(given, place, what)
  return core.cells(given, place, values.missing) or list_of(given, place, what)
end

local function add_row(rows, row, place, thing)
  if values.kind(row) == "table" then
    rows[#rows + 1] = { cells = cells_of(row, place, "`rows`"), records = thing }
  elseif not values.is_broken(row) then
    report(119, place, "the rows of an example are written in { }, and " .. values.says(row)
      .. " stands here", "write rows = { { pupil_id = \"1\" }, { pupil_id = \"2\" } }")
  end
end

-- rows = { {...}, {...} } are of the first records that the pack declares;
-- rows = { pupil = { {...} }, payment = { {...} } } of those that are named.
local function rows_of(facts)
  local rows, place = {}, facts.place_of("rows")
  for key, row in pairs(facts.rows) do
    local entry = core.kind(key) == "string" and names.find("records", key)
    if core.kind(key) == "integer" then
      add_row(rows, row, core.row_at(place, key))
    elseif entry and values.kind(row) == "table" then
      local braces = core.key_at(place, key, true)
      for i, one in ipairs(row) do add_row(rows, one, core.row_at(braces, i), entry.thing) end
    else
      local text = tostring(key)
      report(110, core.key_at(place, text), "there are no records `" .. text .. "` with rows here",
        values.nearest(text, values.sorted_keys(names.records),
          "write rows = { pupil = { { ... }, { ... } } }"))
    end
  end
  return rows
end

local function given_of(decl, facts)
  if facts.given and facts.rows then
    report(119, core.key_at(decl.place, "rows"), decl.what .. " has both `given` and `rows`",
      "given is one row; write all of them in rows")
  elseif not facts.given and not facts.rows then
    report(112, decl.place, decl.what .. " has no `given`",
      "add given = { ... }, or rows = { { ... }, { ... } }")
  end
  if facts.rows then return rows_of(facts) end
  return { { cells = cells_of(facts.given or {}, facts.place_of("given"), "`given`") } }
end

declare.words.example = declare.declaring("example", function(decl)
  local facts = check.table(decl, example)
  local expect = cells_of(facts.expect, facts.place_of("expect"), "`expect`")
  local params = cells_of(facts.params or {}, facts.place_of("params"), "`params`")
  local rows = given_of(decl, facts)
  if not decl.name or facts.lacks then return end
  core.example { name = decl.name, place = decl.place, on = facts.on, rows = rows, expect = expect,
    params = params }
end, true)

-- --- in a table ------------------------------------------------------------------

-- A line of the table is an example; one without a name is another row of the
-- example above it.  The tables are read when all is declared, so that a
-- heading can be anything.

local tables = {}
local of_table = { keys = { on = takes.date, given = takes.list } }

declare.words.examples = declare.declaring("examples", function(decl)
  local facts = check.table(decl, of_table)
  if not decl.name then return end
  tables[#tables + 1] = { file = decl.name, place = decl.place, on = facts.on,
    given = list_of(facts.given or {}, facts.place_of("given"), "`given`") }
end, true)

local function no_column(t, header, says)
  report(402, header.place, "the table \"" .. t.file .. "\" has no column " .. says,
    "its columns are " .. table.concat(header, ", "))
end

-- What each column is for: { is, name, records }, `is` being example, on, given
-- or expect.  False for the second value after telling that one is nothing.
local function columns_of(t, header)
  local columns, seen, whole = {}, {}, true
  for i, text in ipairs(header) do
    local is, name, records, same = core.heading(text)
    if not is then
      report(403, header.at[i], "`" .. text .. "` is no input and nothing that is expected", name
        or "a column is example, on, an input, or expect and the name of what the pack works out")
    elseif seen[same] then
      report(404, header.at[i], "the columns `" .. header[seen[same]] .. "` and `" .. text
        .. "` are the same thing", "keep one of them")
    end
    whole = whole and is and not seen[same]
    columns[i] = { is = is, name = name, records = records }
    seen[same or text], seen[is or text] = i, i
  end
  if whole and not seen.example then no_column(t, header, "`example`, for the name of each") end
  if whole and not seen.expect then no_column(t, header, "that begins with `expect`") end
  return columns, whole and seen.example and seen.expect and true, seen
end

-- What is given for every row, less what has a column, which is told.
local function usual_of(t, seen)
  local usual = {}
  for _, cell in ipairs(t.given) do
    local is, help, _, same = core.heading(cell.name)
    if is ~= "given" then
      report(110, cell.place, "`" .. cell.name .. "` is no input", not is and help or nil)
    elseif seen[same] then
      report(119, cell.place, "`" .. cell.name .. "` is given for every row, and the table \"" .. t.file
        .. "\" has a column for it", "leave it out of `given`, or the column out of the table")
    else
      usual[#usual + 1] = cell
    end
  end
  return usual
end

-- The cells of a line that are for `is`, and for those records; and whether
-- anything stands there.
local function cells_for(line, columns, is, records)
  local cells, filled = {}, false
  for i, column in ipairs(columns) do
    if column.is == is and column.records == records and (is == "given" or line[i] ~= "") then
      cells[#cells + 1] = { name = column.name, place = line.at[i],
        text = line[i] ~= "missing" and line[i] or nil }
      filled = filled or line[i] ~= ""
    end
  end
  return cells, filled
end

-- The kinds of records that the table has rows of, the main ones first.
local function kinds_of(columns)
  local kinds, known = {}, {}
  for _, column in ipairs(columns) do
    if column.records and not known[column.records] then
      known[column.records] = true
      kinds[#kinds + 1] = column.records
    end
  end
  return kinds
end

local function add_rows(rows, line, columns, t)
  for _, records in ipairs(t.kinds) do
    local cells, filled = cells_for(line, columns, "given", records)
    local main = rawequal(records, t.main)
    if filled or main and #rows == 0 then
      for _, cell in ipairs(main and t.usual or {}) do cells[#cells + 1] = cell end
      rows[#rows + 1] = { cells = cells, records = records }
    end
  end
end

-- A first line of an example; nil where it has no name.
local function begin(t, line, columns, seen)
  local on, place = seen.on and line[seen.on] ~= "" and line[seen.on], line.at[seen.example]
  return { name = line[seen.example], place = place, rows = {},
    on = on and takes.date.read(on, line.at[seen.on], "`on`") or not on and t.on or nil,
    expect = cells_for(line, columns, "expect") }
end

local function more_rows_only(line, columns, seen)
  local expect = cells_for(line, columns, "expect")
  if #expect > 0 or seen.on and line[seen.on] ~= "" then
    report(119, #expect > 0 and expect[1].place or line.at[seen.on],
      "a line without a name in `example` is another row of the example above it, and has no "
      .. (#expect > 0 and "expectation" or "date") .. " of its own", "write it in the first line of the example")
  end
end

local function read(t)
  local lines = compute.table(t.file, t.place)
  if lines.absent then return end
  local columns, whole, seen = columns_of(t, lines.header)
  if not whole then return end
  t.usual, t.main, t.kinds = usual_of(t, seen), core.main_records(), kinds_of(columns)
  local all = {}
  for _, line in ipairs(lines) do
    if line[seen.example] ~= "" then
      all[#all + 1] = begin(t, line, columns, seen)
    elseif #all == 0 then
      report(405, line.at[seen.example], "the first example of the table has no name")
      return
    else
      more_rows_only(line, columns, seen)
    end
    add_rows(all[#all].rows, line, columns, t)
  end
  for _, one in ipairs(all) do core.example(one) end
end

-- Reads the tables that are named, and examples.csv where there is one.
function declare.finish_examples()
  local named = {}
  for _, t in ipairs(tables) do named[t.file] = true end
  if not named["examples.csv"] and core.has_file("examples.csv") then
    tables[#tables + 1] = { file = "examples.csv", given = {} }
  end
  for _, t in ipairs(tables) do read(t) end
end
