-- instalments.lua - an amount paid in parts: a figure for each.

local core, need = core, need
local values, check, names, declare = need "values", need "check", need "names", need "declare"
local report, takes, keys = values.report, check.takes, declare.keys

local most = 366

local instalments = {
  keys = keys { of = takes.formula, into = takes.whole, dates = takes.texts,
    remainder = check.one_of("first", "last", "spread"), paid = takes.formula,
    done = takes.formula },
  needs = { "label", "of", "remainder", "source" },
}

-- Whether each is a date, after the one before; told if not.
local function rising(facts)
  local before, place = "", facts.place_of("dates")
  for _, text in ipairs(facts.dates) do
    local at = core.text_at(place, text)
    if not takes.date.read(text, at, "`dates`") then return false end
    if text <= before then
      report(115, at, "the dates of instalments do not rise",
        "put the earliest first, each date once")
      return false
    end
    before = text
  end
  return true
end

-- How many parts there are; nil after telling why that cannot be said.
local function parts_of(decl, facts)
  if facts.into and facts.dates then
    report(119, facts.place_of("into"), decl.what .. " has both `into` and `dates`",
      "leave one of them out: the dates say how many there are")
    return nil
  elseif not facts.into and not facts.dates then
    report(112, decl.place, decl.what .. " does not say how many parts there are",
      "add into = 12, or dates = { \"2026-04-15\", ... }")
    return nil
  elseif facts.dates then
    return rising(facts) and #facts.dates or nil
  end
  return facts.into
end

declare.word("instalments", function(decl)
  local facts = declare.facts_of(decl, instalments)
  if facts.lacks then return nil end
  local parts = parts_of(decl, facts)
  if not parts then return nil end
  if parts < 1 or parts > most then
    report(119, facts.place_of(facts.into and "into" or "dates"),
      decl.what .. " has " .. tostring(parts) .. " parts", "it takes 1 to " .. tostring(most))
    return nil
  end
  for i, thing in ipairs(core.instalments(facts)) do
    names.enter("figure", decl.name .. "_" .. tostring(i), { thing = thing, reached = true })
  end
  return { parts = parts }
end)
