-- check.lua - the keys of a declaration against the facts of its word.
--
-- A word says which keys it has, what each takes and which it needs; one
-- function holds what stands in a pack against that.  Whatever is wrong is
-- told at the key or the value itself, and something harmless stands in for
-- it, so that the next fault is told too and this one only once.

local core, need = core, need
local values = need "values"
local report = values.report
local check = {}

-- --- what a key can take --------------------------------------------------------

-- Each has `says`, for the message, and either `is` or `read`: read(value,
-- place, what) gives what stands for the value, after telling what is wrong.
-- What the bindings see to be as it should (`plain`) is not asked for again.
local takes = {}
check.takes = takes

local function is_text(value)
  return core.kind(value) == "string" and core.is_plain(value)
end

takes.text = { plain = "text", says = "a text in quotes", instead = "-",
  is = function(value) return is_text(value) and #value > 0 end }
takes.type = { plain = "text", says = "a type in quotes, such as \"GBP/year\"", is = takes.text.is }
takes.cell = { plain = "text", says = "a text in quotes", instead = "-", is = is_text }
takes.flag = { plain = "flag", says = "true or false", instead = false,
  is = function(value) return core.kind(value) == "boolean" end }
takes.whole = { plain = "whole", says = "a whole number", instead = 1,
  is = function(value) return core.kind(value) == "integer" end }
takes.list = { plain = "list", says = "a list in { }", instead = {},
  is = function(value) return values.kind(value) == "table" end }

takes.date = { plain = "date", says = "a date in quotes, such as \"2026-09-01\"",
  read = function(value, place, what)
  if not is_text(value) then return nil, true end
  local wrong = core.date_fault(value)
  if not wrong then return value end
  report(202, place, what .. " takes a date, and \"" .. value .. "\" is none: " .. wrong,
    "write it as \"2026-09-01\"")
  return nil
end }

takes.formula = { plain = "node", read = values.node }

-- A value that stands in the pack itself: a number, a text, or `missing`.
takes.value = { plain = "node", says = "a number or a text in quotes", read = function(value, place, what)
  local kind = values.kind(value)
  if kind == "integer" or kind == "string" or kind == "float" or rawequal(value, values.missing)
    or kind == "node" then
    return values.node(value, place, what)
  end
  return core.broken(place), true
end }

takes.texts = { says = "a list of texts, such as { \"HI\", \"VI\" }", read = function(value)
  if values.kind(value) ~= "table" or #value == 0 then return {}, true end
  local list = {}
  for key, text in pairs(value) do
    if core.kind(key) ~= "integer" or not is_text(text) then return {}, true end
    list[#list + 1] = text
  end
  return list
end }

-- One of a few fixed texts.
function check.one_of(...)
  local names = { ... }
  local says = "\"" .. table.concat(names, "\", \"") .. "\""
  return { says = says, read = function(value, place, what)
    for _, name in ipairs(names) do
      if rawequal(value, name) then return value end
    end
    if not is_text(value) then return nil, true end
    report(119, place, what .. " takes " .. says .. ", and \"" .. value .. "\" is none of them",
      #names == 2 and "write \"" .. table.concat(names, "\" or \"") .. "\"" or values.nearest(value, names))
    return nil
  end }
end

local step = { keys = { to = takes.value, mode = takes.text }, needs = { "to", "mode" } }
takes.rounding = {
  says = "{ to = \"0.01\", mode = \"half away from zero\" }",
  read = function(value, place, what)
    if values.kind(value) ~= "table" then return nil, true end
    local facts = check.table({ what = what, place = place, given = value }, step)
    if facts.lacks or core.kind(value.to) == "node" or rawequal(value.to, values.missing) then
      return nil, not facts.lacks
    end
    return { to = tostring(value.to), to_place = facts.place_of("to"),
      mode = facts.mode, mode_place = facts.place_of("mode") }
  end,
}

-- --- the check --------------------------------------------------------------------

local function wrong_kind(what, take, value, place)
  if values.is_broken(value) then return end
  if core.kind(value) == "float" then
    values.node(value, place, what)
  elseif core.kind(value) == "string" and #value > 0 and not core.is_plain(value) then
    report(119, place, what .. " holds a control character", "write the text in plain letters")
  else
    local says = values.says(value)
    if rawequal(value, "") then says = "an empty text" end
    if values.kind(value) == "table" then says = next(value) == nil and "an empty list" or "another list" end
    report(119, place, what .. " takes " .. take.says .. ", and " .. says .. " stands here")
  end
end

-- The value as its key takes it, or what stands in for it and true.
local function taken(take, value, place, what)
  if values.is_broken(value) and take.read ~= values.node and take ~= takes.value then
    return take.instead, true
  end
  if take.is then
    if take.is(value) then return value end
    wrong_kind(what, take, value, place)
    return take.instead, true
  end
  local result, wrong = take.read(value, place, what)
  if wrong then wrong_kind(what, take, value, place) end
  return result, wrong or result == nil
end

local function unknown_key(decl, spec, key)
  local place = core.key_at(decl.place, key)
  if spec.later and spec.later[key] then
    return report(114, place, "this version does not have the key `" .. key .. "` of " .. decl.what
      .. " yet",
      spec.later[key] ~= true and spec.later[key] or nil)
  end
  local names = values.sorted_keys(spec.keys)
  local near = core.nearest(key, names)
  decl.meant = decl.meant or {}
  if near then decl.meant[near] = true end
  report(111, place, "`" .. key .. "` is not a key of " .. decl.what,
    values.nearest(key, names, #names > 0 and "its keys are " .. table.concat(names, " ") or nil))
end

local function tell_missing(decl, spec, key)
  if key == "source" then
    report(117, decl.place, decl.what .. " has no source",
      "add source = \"...\": where it comes from, or \"illustration\"")
  else
    report(112, decl.place, decl.what .. " has no `" .. key .. "`", 
      spec.helps and spec.helps[key] or "add " .. key .. " = ...")
  end
end

-- Keys that are not there; one that was only misspelt has been told, and so
-- has a table that is none.
local function needed(decl, spec, facts)
  for _, key in ipairs(spec.needs or {}) do
    if decl.given[key] == nil then
      if not (decl.strays or decl.meant and decl.meant[key]) then tell_missing(decl, spec, key) end
      local take = spec.keys[key]
      facts[key] = take == takes.formula and core.broken(decl.place) or take.instead
      facts.lacks = true
    end
  end
end

-- An entry that is not plainly as it should be.
local function other_entry(decl, spec, facts, key, value)
  local kind = core.kind(key)
  if kind ~= "string" then
    decl.strays = true
    if kind ~= "integer" or not values.is_broken(value) then
      report(119, core.row_at(decl.place, kind == "integer" and key or 1),
        decl.what .. " takes keys only, and " .. values.says(value)
        .. " without a key stands here",
        "write key = value, with a comma between two of them")
    end
  elseif spec.keys[key] then
    local wrong
    facts[key], wrong = taken(spec.keys[key], value, core.key_at(decl.place, key, true),
      "`" .. key .. "`")
    facts.lacks = facts.lacks or wrong
  else
    unknown_key(decl, spec, key)
  end
end

-- Holds decl.given, the table of a declaration, against the facts of its word:
--   keys   name -> what it takes        needs  the names that must be there
--   rows   whether entries without a key may stand there
--   helps  what to write where one of these is not there
--   later  names that other versions have
-- Gives the values by key, those without one in `entries`, and place_of(key).
function check.table(decl, spec)
  local facts = { entries = {}, place = decl.place,
    place_of = function(key) return core.key_at(decl.place, key, true) end,
    -- What most have besides, so that there is room for it.
    name = nil, type_place = nil, thing = nil, type = nil, label = nil, source = nil }
  if values.kind(decl.given) ~= "table" then
    if not values.is_broken(decl.given) then
      report(119, decl.place, decl.what .. " takes its keys in { }, and " .. values.says(decl.given)
        .. " stands there")
    end
    decl.given, decl.strays = {}, true
  end
  core.take(decl.given, spec.keys, facts, spec.rows and facts.entries, function(key, value)
    other_entry(decl, spec, facts, key, value)
  end)
  needed(decl, spec, facts)
  return facts
end

-- The rows of a declaration, each held against `spec`.
function check.rows(decl, rows, spec)
  local list = {}
  for i, row in ipairs(rows) do
    local place = core.row_at(decl.place, i)
    if values.kind(row) ~= "table" then
      if not values.is_broken(row) then
        report(119, place, "the rows of " .. decl.what .. " are written in { }, and "
          .. values.says(row)
          .. " stands here", spec.help or "write { from = \"2026-09-01\", ... } or give it a key")
      end
    else
      list[#list + 1] = check.table({ what = "row " .. i .. " of " .. decl.what, place = place,
        given = row }, spec)
    end
  end
  return list
end

return check
