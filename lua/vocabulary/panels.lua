-- panels.lua - panel and matrix: what is decided of a case, one outcome each.

local core, need = core, need
local values, compute, check = need "values", need "compute", need "check"
local declare, names = need "declare", need "names"
local report, takes, keys = values.report, check.takes, declare.keys

-- --- panel -----------------------------------------------------------------

local panel = { keys = keys { on_missing = takes.text, override = takes.list }, needs = { "label", "source" }, rows = true }
local panel_row = {
  keys = { outcome = takes.text, when = takes.formula, say = takes.text },
  needs = { "outcome", "when", "say" },
  help = "write { outcome = \"agree\", when = criterion.first, say = \"...\" }",
}

-- What was decided in place of an outcome, with who, why and when.
local override = {
  keys = { outcome = takes.formula, by = takes.formula, reason = takes.formula, on = takes.formula },
  needs = { "outcome", "by", "reason", "on" },
}

local function decided_of(decl, facts)
  if not facts.override then return nil end
  local given = check.table({ what = "the override of " .. decl.what, place = facts.place_of("override"),
    given = facts.override }, override)
  if given.lacks then return nil end
  given.thing = facts.thing
  local decided = core.decided(given)
  if decided and decl.name then
    names.enter("figure", decl.name .. "_decided", { thing = decided, reached = true })
  end
  return decided
end

declare.word("panel", function(decl)
  local facts = declare.facts_of(decl, panel)
  facts.rows = check.rows(decl, facts.entries, panel_row)
  if #facts.entries == 0 then
    report(112, decl.place, decl.what .. " has no rows", panel_row.help)
  end
  facts.reached, facts.thing = true, core.panel(facts)
  facts.decided = decided_of(decl, facts)
  return facts
end)

-- --- matrix ----------------------------------------------------------------

local axis = { says = "a choice, or a list of choices: { child.need, child.age }", instead = {},
  read = function(value, place, what)
    if values.kind(value) == "table" then return values.nodes(value, place, what) end
    return { values.node(value, place, what) }
  end }
local matrix = {
  keys = keys { down = axis, across = takes.formula, from = takes.text, on_missing = takes.text,
    say = takes.list, override = takes.list },
  needs = { "label", "down", "across", "source" }, rows = true,
}

-- The head and the rows of a grid that stands in the pack, each a list of texts
-- with its place and the places of its cells; nil after a fault.
local function grid_of_pack(decl, facts)
  local grid = {}
  for i, given in ipairs(facts.entries) do
    local place = core.row_at(decl.place, i)
    local row = { place = place, at = {} }
    if values.kind(given) ~= "table" then
      report(119, place, "the rows of " .. decl.what .. " are written in { }, and "
        .. values.says(given) .. " stands here", "write { \"low\", \"agree\", \"refer\" }")
      return nil
    end
    for k, cell in ipairs(given) do
      if core.kind(cell) ~= "string" then
        report(119, place, "a cell of " .. decl.what .. " is a name in quotes, and "
          .. values.says(cell) .. " stands here")
        return nil
      end
      row[k], row.at[k] = cell, core.text_at(place, cell)
    end
    grid[i] = row
  end
  return grid
end

local function grid_of_file(facts)
  local place = facts.place_of("from")
  local rows = compute.table(facts.from, place)
  if rows.absent then return nil end
  local head = { place = place, at = {} }
  for k, name in ipairs(rows.header) do head[k], head.at[k] = name, place end
  local grid = { head }
  for i, row in ipairs(rows) do grid[i + 1] = row end
  return grid
end

local function grid_of(decl, facts)
  if facts.from and #facts.entries > 0 then
    report(119, facts.place_of("from"), decl.what .. " has both a file and rows of its own",
      "keep one of them")
    return nil
  end
  local grid = facts.from and grid_of_file(facts) or not facts.from and grid_of_pack(decl, facts)
  if grid and #grid < 2 then
    report(112, decl.place, decl.what .. " has no rows",
      "add a row of names across, and a row for each choice down")
    return nil
  end
  return grid
end

-- Each choice of `across` has one column, and each column is one.
local function head_fits(decl, facts, head)
  local choices, has, fits = core.choices(facts.across), {}, true
  local first = #facts.down + 1
  for k = first, #head do
    if has[head[k]] then
      report(113, head.at[k], decl.what .. " has two columns for `" .. head[k] .. "`")
      fits = false
    end
    has[head[k]] = true
  end
  if not choices then return fits end
  for _, choice in ipairs(choices) do
    if not has[choice] then
      report(116, head.place, decl.what .. " has no column for `" .. choice .. "`",
        "the choices across are " .. table.concat(choices, ", "))
      fits = false
    end
    has[choice] = nil
  end
  for k = first, #head do
    if has[head[k]] then
      report(204, head.at[k], "`" .. head[k] .. "` is not one of the choices across",
        values.nearest(head[k], choices, "the choices across are " .. table.concat(choices, ", ")))
      fits = false
    end
  end
  return fits
end

-- The lines of one row, a cell each; nil after a fault.
local function lines_of_row(decl, facts, head, row, lines)
  local deep = #facts.down
  if #row ~= #head then
    report(119, row.place, "this row of " .. decl.what .. " has " .. #row .. " cells, and its head "
      .. #head, "write a cell for each choice across, after " .. deep
      .. (deep == 1 and " name" or " names") .. " for the row")
    return nil
  end
  for k = deep + 1, #head do
    local line = { place = row.at[k], keys = {}, source = facts.source }
    for i = 1, deep do line.keys[i] = row[i] end
    line.keys[deep + 1] = head[k]
    if row[k] == "" then
      report(116, row.place, "the cell for `" .. table.concat(line.keys, "` and `") .. "` of "
        .. decl.what .. " is empty", "every case has an outcome: write one")
      return nil
    end
    line.cells, line.outcome = { core.literal(row[k], true, row.at[k]) }, row[k]
    lines[#lines + 1] = line
  end
  return lines
end

-- What is said of each outcome, in the order in which they stand.
local function says_of(decl, facts, outcomes)
  if not facts.say then return nil end
  local list, place, left = {}, facts.place_of("say"), {}
  for name in pairs(facts.say) do left[name] = true end
  for i, name in ipairs(outcomes) do
    list[i], left[name] = facts.say[name], nil
    if core.kind(list[i]) ~= "string" then
      report(116, place, decl.what .. " says nothing of `" .. name .. "`",
        "add [\"" .. name .. "\"] = \"...\" to say")
      return nil
    end
  end
  for _, name in ipairs(values.sorted_keys(left)) do
    report(204, place, "`" .. tostring(name) .. "` is no outcome of " .. decl.what,
      values.nearest(tostring(name), outcomes, "its outcomes are " .. table.concat(outcomes, ", ")))
  end
  return list
end

local function outcomes_of(facts)
  local outcomes, seen = {}, {}
  local function add(name)
    if name and not seen[name] then outcomes[#outcomes + 1], seen[name] = name, true end
  end
  for _, line in ipairs(facts.rows) do add(line.outcome) end
  add(facts.on_missing)
  return outcomes
end

declare.word("matrix", function(decl)
  local facts = declare.facts_of(decl, matrix)
  if facts.lacks then return nil end
  local grid = grid_of(decl, facts)
  if not grid or not head_fits(decl, facts, grid[1]) then return nil end
  facts.rows, facts.by, facts.by_names = {}, {}, {}
  for i = 2, #grid do
    if not lines_of_row(decl, facts, grid[1], grid[i], facts.rows) then return nil end
  end
  for i, node in ipairs(facts.down) do facts.by[i], facts.by_names[i] = node, "`down`" end
  facts.by[#facts.by + 1], facts.by_names[#facts.by_names + 1] = facts.across, "`across`"
  facts.says = says_of(decl, facts, outcomes_of(facts))
  facts.reached, facts.thing = true, core.matrix(facts)
  facts.decided = decided_of(decl, facts)
  return facts
end)
