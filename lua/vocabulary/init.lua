-- init.lua - the words of a rule pack, put where packs can see them.
--
-- `words` is the hidden table behind the environment of packs; what is put
-- into it is a word.  The loader is given what it asks for later.

local words = ...
local core, need = core, need
local values, compute, names, declare = need "values", need "compute", need "names", need "declare"

local known = {}

for _, list in ipairs { compute.words, declare.words } do
  for name, word in pairs(list) do words[name], known[name] = word, true end
end
words.missing, known.missing = values.missing, true
known.decision_date, known.require = true, true

-- The parts of Lua that stay: names to suggest, not words to keep clear of.
local suggested = { ipairs = true, pairs = true, print = true, tostring = true }
for name in pairs(known) do suggested[name] = true end

function declare.is_word(name)
  return known[name] or rawget(words, name) ~= nil and not names.records[name]
end

function declare.add_word(name, thing)
  rawset(words, name, thing)
end

return {
  -- A global that is none: a value is made each time it is named.
  unknown = function(name)
    if name == "decision_date" then
      return core.decision_date(core.text_at(core.here(), name))
    end
    return names.unknown(name, suggested)
  end,
  words = names.all_words(known),
  finish = declare.finish,
}
