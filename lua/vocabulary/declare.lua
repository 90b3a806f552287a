-- declare.lua - the shape of the words that declare.
--
-- `word "name"` gives a function that takes the table in braces.  Most of a
-- word is its facts: which keys it has, what each takes, which it needs.  To
-- add a key, add it there (records.lua, tables.lua, rules.lua, calendars.lua,
-- examples.lua) and read it in the word's function, which hands the facts to
-- the bindings.

local core, need = core, need
local values, check, names = need "values", need "check", need "names"
local report, takes = values.report, check.takes

local declare = { words = {} }

-- Declarations, in order: what has not got its { } is told at the end.
local begun = {}

-- The name of a declaration, or nil after telling what is wrong with it.  A
-- free one is for people only.
local function named(word, name, place, free)
  if not free and core.is_name(name) and not values.is_method(name) then return name end
  if values.is_broken(name) then return nil end
  if core.kind(name) ~= "string" or not core.is_plain(name) or #name == 0 then
    report(119, place, "`" .. word .. "` takes a name in quotes, and "
      .. (rawequal(name, "") and "an empty text" or values.says(name)) .. " stands here",
      "write " .. word .. " \"a_name\" { ... }")
    return nil
  end
  if not free and not core.is_name(name) then
    report(119, place, "\"" .. name .. "\" cannot be the name of " .. word
      .. ": a name has letters, digits and _ and begins with a letter",
      "formulas, sentences and columns use the name; words for people go into label = \"...\"")
    return nil
  end
  if not free and values.is_method(name) then
    report(107, place, "`" .. name .. "` is asked of every formula, and cannot be a name as well",
      "choose another name")
    return nil
  end
  return name
end

local function what_of(word, name, free)
  if not name then return "`" .. word .. "`" end
  return word .. (free and " \"" .. name .. "\"" or " `" .. name .. "`")
end

-- Makes `word "name" { ... }` of make(decl): decl has word, name (nil after a
-- fault), what messages call it, its place, and the table as `given`.  What
-- `make` returns is what the pack gets.
function declare.declaring(word, make, free)
  return function(name)
    local text = core.kind(name) == "string" and name or nil
    local place = core.place_of(core.here(), word, text)
    local known = named(word, name, place, free)
    local decl = { word = word, name = known, place = place, what = what_of(word, known, free),
      done = values.kind(name) == "table" }
    begun[#begun + 1] = decl
    if core.reforming() and word ~= "reform" and word ~= "example" then
      report(119, place, "a reform declares nothing but examples, and `" .. word .. "` stands here",
        "what is new stands in a pack: copy the folder and change it")
    end
    return function(given)
      if decl.done then
        return report(119, core.here(), decl.what .. " has its { } already",
          "a comma or a word is missing between")
      end
      decl.done, decl.given = true, given
      return make(decl)
    end
  end
end

-- A word with a namespace of its own: make(decl) gives the entry for it, with
-- `thing`, or nil when it is so wrong that there is none.
function declare.word(word, make)
  declare.words[word] = names.namespace(word, declare.declaring(word, function(decl)
    if decl.name then names.enter(word, decl.name, make(decl) or { broken = true }) end
    return values.thing("what declares " .. decl.what, function(key, place)
      return report(110, place, "`" .. tostring(key) .. "` is nothing here", "a thing is named with its word: "
        .. word .. "." .. (decl.name or "a_name"))
    end)
  end))
end

-- The facts of a declaration, as the bindings read them.
function declare.facts_of(decl, spec)
  local facts = check.table(decl, spec)
  facts.name, facts.type_place = decl.name, facts.place_of("type")
  return facts
end

-- Keys of a word beside those that everything with a name has.
function declare.keys(own)
  own.label, own.source = takes.text, takes.text
  return own
end

-- Every row has a source, its own or that of the whole.
function declare.sources(decl, facts, rows)
  for _, row in ipairs(rows) do
    row.source = row.source or facts.source
    if not row.source then
      report(117, row.place, "this row of " .. decl.what .. " has no source",
        "add source = \"...\": where it comes from, or \"illustration\"")
      row.source = "-"
    end
  end
end

-- Tells what was begun and not ended, and parts that no records took.
function declare.finish()
  for _, decl in ipairs(begun) do
    if not decl.done then
      report(112, decl.place, decl.what .. " has no { }", "write " .. decl.word .. " \"name\" { ... }")
    elseif decl.is_part and not decl.used then
      report(118, decl.place, decl.what .. " stands outside records",
        "put it between the braces of its records")
    end
  end
end

return declare
