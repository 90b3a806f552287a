-- init.lua - the words of a rule pack, put where packs can see them.
--
-- `words` is the hidden table behind the environment of packs; what is put
-- into it is a word.  What the loader asks for later is returned.

local words = ...
local core, need = core, need
local values, compute, names, declare = need "values", need "compute", need "names", need "declare"

for _, part in ipairs { "records", "tables", "rules", "panels", "ordered", "instalments", "life", "calendars",
  "examples", "funding", "claims", "properties", "reform" } do need(part) end

local known = { missing = true, decision_date = true, require = true }

for _, list in ipairs { compute.words, declare.words } do
  for name, word in pairs(list) do
    rawset(words, name, word)
    known[name] = true
  end
end
rawset(words, "missing", values.missing)
rawset(words, "pairs", values.looping("pairs", pairs))
rawset(words, "ipairs", values.looping("ipairs", ipairs))

-- Names that may have been meant: the words, and the parts of Lua that stay.
local suggested = { ipairs = true, pairs = true, print = true, tostring = true }
for name in pairs(known) do suggested[name] = true end

-- Whether records of that name would hide a word.
function declare.is_word(name)
  return known[name] or rawget(words, name) ~= nil and not names.records[name]
end

function declare.add_word(name, thing)
  rawset(words, name, thing)
end

return {
  -- A global that is none.  The date is asked for each time it is named, so
  -- that it has a place.
  unknown = function(name)
    if name == "decision_date" then
      return core.decision_date(core.text_at(core.here(), name))
    end
    return names.unknown(name, suggested)
  end,
  words = names.all_words(known),
  -- Examples are of the pack as it stands, and not of a reform.
  finish = function(reformed)
    declare.finish()
    declare.finish_properties()
    if not reformed then declare.finish_examples() end
  end,
}
