-- examples.lua - example: one case or several, and what must come of them.

local core, need = core, need
local values, check, names, declare = need "values", need "check", need "names", need "declare"
local report, takes = values.report, check.takes

local example = {
  keys = { on = takes.date, given = takes.list, rows = takes.list, expect = takes.list },
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

-- The names with their texts, of one row or of what is expected.
local function cells_of(given, place, what)
  local cells = core.cells(given, place, values.missing)
  if cells then return cells end
  cells = {}
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
  local rows = given_of(decl, facts)
  if not decl.name or facts.lacks then return end
  core.example { name = decl.name, place = decl.place, on = facts.on, rows = rows, expect = expect }
end, true)
