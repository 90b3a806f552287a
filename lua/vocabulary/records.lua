-- records.lua - pack, records, the inputs and links within them, and peers.

local core, need = core, need
local values, check, names, declare = need "values", need "check", need "names", need "declare"
local report, takes, keys = values.report, check.takes, declare.keys
local words = declare.words

-- --- pack ------------------------------------------------------------------

local pack = {
  keys = { title = takes.text, version = takes.text, owner = takes.text, source = takes.text,
    approved = takes.text, language = takes.whole, rounding = takes.rounding },
  needs = { "title", "version", "source" },
}
local declared = false

words.pack = values.thing("the word `pack`", function(key, place)
  return report(110, place, "`pack` has no `" .. tostring(key) .. "`")
end, declare.declaring("pack", function(decl)
  local facts = declare.facts_of(decl, pack)
  if declared then
    report(113, decl.place, "`pack` stands twice", "a pack is declared once, in rules.lua")
  end
  if facts.language and facts.language ~= 1 then
    report(119, facts.place_of("language"), "this version reads `language` 1 only", "write language = 1")
  end
  declared = true
  core.pack(facts)
end))

-- --- inputs and links ------------------------------------------------------

-- What stands within records is kept until they take it: parts[thing] = decl.
local parts = {}

local function part(word, add)
  words[word] = declare.declaring(word, function(decl)
    decl.is_part, decl.add = true, add
    local thing = values.thing(decl.what, function(key, place)
      return report(110, place, decl.what .. " has no `" .. tostring(key) .. "` here")
    end)
    parts[thing] = decl
    return thing
  end)
end

local input = {
  keys = keys { type = takes.type, min = takes.value, max = takes.value, one_of = takes.texts,
    private = takes.flag, required = takes.flag, blank = takes.text, column = takes.text,
    read = takes.rounding },
  needs = { "type" },
}
part("input", function(entry, decl)
  local facts = declare.facts_of(decl, input)
  if facts.one_of and facts.type and facts.type ~= "choice" then
    report(119, core.key_at(decl.place, "one_of"), "`one_of` belongs to an input of type \"choice\"",
      "write type = \"choice\", or leave one_of out")
    facts.one_of = nil
  end
  local thing = core.input(entry.thing, facts)
  entry.inputs[decl.name] = thing
  names.enter("input", decl.name, { thing = thing, says = entry.name .. "." .. decl.name })
end)

local link = {
  keys = keys { to = takes.text, by = takes.text, on = takes.text, required = takes.flag },
  needs = { "to", "by" },
}
part("link", function(entry, decl)
  local facts = declare.facts_of(decl, link)
  local to = not facts.lacks and names.find("records", facts.to)
  if to then
    local thing = core.link(entry.thing, facts)
    entry.links[decl.name] = { name = decl.name, to = to, thing = thing }
    names.enter("link", decl.name, { thing = thing, says = entry.name .. "." .. decl.name })
    return
  end
  entry.links[decl.name] = { broken = true }
  if facts.lacks then return end
  report(110, facts.place_of("to"), "there are no records `" .. facts.to .. "` above this link",
    values.nearest(facts.to, values.sorted_keys(names.records),
      "the records that a link leads to are declared first"))
end)

-- --- records ---------------------------------------------------------------

-- The inputs with the first and the last day, and the one that says whose the row is.
local lasts = {
  says = "{ \"starts\", \"ends\" }: the inputs with the first and the last day",
  read = function(value)
    if values.kind(value) ~= "table" then return nil, true end
    for key, name in pairs(value) do
      local known = rawequal(key, 1) or rawequal(key, 2) or rawequal(key, "of")
      if not known or not takes.text.is(name) then return nil, true end
    end
    return value, #value ~= 2
  end,
}

local records = {
  keys = { what = takes.text, key = takes.text, dated_by = takes.text, file = takes.text,
    missing = takes.list, lasts = lasts },
  needs = { "what" }, rows = true,
}

local function marks_of(decl, missing)
  local marks = {}
  for mark, reason in pairs(missing or {}) do
    if core.kind(mark) == "string" and core.kind(reason) == "string" then
      marks[#marks + 1] = { mark = mark, reason = reason }
    else
      report(119, core.key_at(decl.place, "missing"), "`missing` takes marks and what they mean",
        "write missing = { c = \"confidential\" }")
    end
  end
  return marks
end

-- The parts among the entries, told if they are something else.
local function parts_of(decl, entries)
  local list = {}
  for i, item in ipairs(entries) do
    local found = core.kind(item) == "table" and parts[item]
    if found then
      found.used = true
      list[#list + 1] = found
    elseif not values.is_broken(item) then
      report(119, core.row_at(decl.place, i), decl.what .. " takes inputs and links, and "
        .. values.says(item) .. " stands here", "write input \"name\" { type = ... }, with a comma after it")
    end
  end
  return list
end

words.records = declare.declaring("records", function(decl)
  local facts = check.table(decl, records)
  local list = parts_of(decl, facts.entries)
  if not decl.name then return end
  if declare.is_word(decl.name) then
    return report(107, decl.place, "`" .. decl.name
      .. "` is a word of the rule language and cannot be the name of records", "choose another name")
  end
  local entry = names.enter("records", decl.name, { inputs = {}, links = {}, says = decl.name })
  entry.thing = core.records(decl.name, facts.what, decl.place)
  for _, found in ipairs(list) do
    if found.name then found.add(entry, found) end
  end
  facts.marks = marks_of(decl, facts.missing)
  if facts.lasts then
    facts.starts, facts.ends, facts.of = facts.lasts[1], facts.lasts[2], facts.lasts.of
  end
  core.records_end(entry.thing, facts)
  declare.add_word(decl.name, names.records_thing(entry))
end)

-- --- peers -----------------------------------------------------------------

local peers = {
  keys = keys { of = takes.formula, are = takes.formula,
    own = check.one_of("included", "left out") },
  needs = { "label", "of", "are", "own", "source" },
  helps = { own = "say whether a row counts among its own: own = \"included\" or own = \"left out\"" },
}

declare.word("peers", function(decl)
  local facts = declare.facts_of(decl, peers)
  facts.own = facts.own == "included"
  facts.thing = core.peers(facts)
  return facts
end)
