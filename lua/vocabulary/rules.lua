-- rules.lua - criterion, score, figure and award: what is decided and paid.

local core, need = core, need
local values, check, declare = need "values", need "check", need "declare"
local report, takes, keys = values.report, check.takes, declare.keys

-- --- criterion -------------------------------------------------------------

-- Written once, or in rows that each begin on a date.
local criterion = {
  keys = keys { test = takes.formula, if_met = takes.text, if_unmet = takes.text, asks = takes.text },
  needs = { "label", "test", "if_met", "if_unmet", "source" },
}
local dated = { keys = keys {}, needs = { "label" }, rows = true }
local wording = {
  keys = { from = takes.date, test = takes.formula, if_met = takes.text, if_unmet = takes.text,
    asks = takes.text, source = takes.text },
  needs = { "from", "test", "if_met", "if_unmet" },
}

local function is_dated(given)
  return values.kind(given) == "table" and given[1] ~= nil
end

declare.word("criterion", function(decl)
  local facts
  if is_dated(decl.given) then
    facts = declare.facts_of(decl, dated)
    facts.wordings = check.rows(decl, facts.entries, wording)
    declare.sources(decl, facts, facts.wordings)
    if #facts.wordings == 0 then return nil end
  else
    facts = declare.facts_of(decl, criterion)
    facts.wordings = { facts }
  end
  facts.reached, facts.thing = true, core.criterion(facts)
  return facts
end)

-- --- must ------------------------------------------------------------------

-- What a row must be to be let in: a criterion that refuses, with its sentence.
local must = {
  keys = keys { when = takes.formula, test = takes.formula, needs = takes.list, say = takes.text,
    asks = takes.text, at = takes.formula },
  needs = { "say", "source" },
}

-- That every column of a list has a value.
local function all_known(decl, list, place)
  local nodes = values.nodes(list, place, "`needs` of " .. decl.what)
  for i, node in ipairs(nodes) do nodes[i] = core.op("known", { node }, place) end
  if #nodes == 0 then return core.broken(place) end
  return core.op("all", nodes, place)
end

local function test_of(decl, facts)
  local place = facts.place_of(facts.needs and "needs" or "test")
  if (facts.test == nil) == (facts.needs == nil) then
    if not facts.lacks then
      report(112, decl.place, decl.what .. " has either `test` or `needs`",
        "write test = form.ends:after(form.starts), or needs = { form.reason }")
    end
    return core.broken(decl.place)
  end
  local test = facts.test or all_known(decl, facts.needs, place)
  if not facts.when then return test end
  local other = core.op("none", { facts.when }, facts.place_of("when"))
  return core.op("any", { other, test }, place)
end

declare.word("must", function(decl)
  local facts = declare.facts_of(decl, must)
  facts.refuses = true
  facts.wordings = { { test = test_of(decl, facts), if_unmet = facts.say, asks = facts.asks,
    source = facts.source, place = facts.place } }
  facts.reached, facts.thing = true, core.criterion(facts)
  return facts
end)

-- --- score -----------------------------------------------------------------

local score = { keys = keys { out_of = takes.value }, needs = { "source" }, rows = true }
local points = {
  says = "a number, or points for every choice: { mild = 1, severe = 6 }",
  read = function(value, place, what)
    if values.kind(value) == "table" then return value end
    return takes.value.read(value, place, what)
  end,
}
local score_row = {
  keys = { when = takes.formula, of = takes.formula, points = points, weight = takes.value,
    descriptors = takes.list }, needs = { "points" },
  help = "write { when = test, points = 2 }",
}

local function tell_strangers(given, choices, place)
  local known = {}
  for _, choice in ipairs(choices) do known[choice] = true end
  for choice in pairs(given) do
    if not known[choice] then
      local text = tostring(choice)
      report(204, core.key_at(place, text), "`" .. text .. "` is not one of the choices",
        values.nearest(text, choices, "the choices are " .. table.concat(choices, ", ")))
    end
  end
end

-- Published words for every choice, in the order of the choices; nil after a
-- fault.
local function descriptors_of(row, what)
  local choices, place = row.of and core.choices(row.of), row.place_of("descriptors")
  if not choices then
    report(112, place, what .. " describes choices, and is not `of` a choice",
      "write { of = pupil.need, points = { ... }, descriptors = { ... } }")
    return nil
  end
  local list = {}
  tell_strangers(row.descriptors, choices, place)
  for i, choice in ipairs(choices) do
    list[i] = row.descriptors[choice]
    if core.kind(list[i]) ~= "string" then
      report(116, place, what .. " has no words for the choice `" .. choice .. "`",
        "add [\"" .. choice .. "\"] = \"...\", as the descriptor is published")
      return nil
    end
  end
  return list
end

-- Points for every choice, in the order of the choices; nil after a fault.
local function points_of_choices(row, what)
  local choices, place = core.choices(row.of), row.place_of("points")
  if not choices then
    if not values.is_broken(row.of) then
      report(204, row.place_of("of"), "points for every choice are given for a choice, and this is "
        .. core.type_text(row.of), "write { when = test, points = 2 }")
    end
    return nil
  end
  local list = {}
  tell_strangers(row.points, choices, place)
  for i, choice in ipairs(choices) do
    local value, at = row.points[choice], core.key_at(place, choice, true)
    if value == nil then
      report(116, place, what .. " has no points for the choice `" .. choice .. "`",
        "add [\"" .. choice .. "\"] = 0, or what it is worth")
      list[i] = core.broken(place)
    else
      list[i] = values.node(value, at, "`points`")
    end
  end
  return list
end

local function score_row_of(row, what)
  if row.lacks then return nil end
  local by_choice = core.kind(row.points) == "table"
  if (row.when == nil) == (row.of == nil) or by_choice == (row.of == nil) then
    report(112, row.place, what .. " has either `when` and a number of points, or `of` and points "
      .. "for every choice", "write { when = test, points = 2 } or { of = pupil.need, points = { ... } }")
    return nil
  end
  row.points = by_choice and points_of_choices(row, what) or not by_choice and { row.points }
  if row.descriptors then row.descriptors = descriptors_of(row, what) end
  return row.points and row
end

declare.word("score", function(decl)
  local facts = declare.facts_of(decl, score)
  facts.rows = {}
  local whole = true
  for i, row in ipairs(check.rows(decl, facts.entries, score_row)) do
    facts.rows[i] = score_row_of(row, "row " .. i .. " of " .. decl.what)
    whole = whole and facts.rows[i]
  end
  if #facts.entries == 0 then
    report(112, decl.place, decl.what .. " has no rows", "add { when = test, points = 2 }")
  end
  if not whole or #facts.rows == 0 then return nil end
  facts.reached, facts.thing = true, core.score(facts)
  return facts
end)

-- --- figure and award ------------------------------------------------------

local figure = {
  keys = keys { type = takes.type, value = takes.formula, rounding = takes.rounding },
  needs = { "value" },
}
declare.word("figure", function(decl)
  local facts = declare.facts_of(decl, figure)
  facts.reached, facts.thing = true, core.figure(facts)
  return facts
end)

local award = {
  keys = keys { type = takes.type, when = takes.formula, amount = takes.formula,
    full_year = takes.formula, rounding = takes.rounding },
  needs = { "label", "amount", "source" },
}
declare.word("award", function(decl)
  local facts = declare.facts_of(decl, award)
  facts.reached, facts.thing = true, core.award(facts)
  return facts
end)
