-- properties.lua - property, and the words that stand in it.

local core, need = core, need
local values, check, compute, declare = need "values", need "check", need "compute", need "declare"
local report, takes = values.report, check.takes

-- What each of the words made: its facts; and all of them in order.
local promised, made = {}, {}

local but = { says = "the name of an input, or a list of them", instead = {},
  read = function(value, place, what)
    if core.kind(value) == "string" then value = { value } end
    return takes.texts.read(value, place, what)
  end }

local words = {
  rises = { keys = { with = takes.formula, where = takes.formula }, needs = { "with" } },
  never_over = { keys = { where = takes.formula }, limit = true },
  no_cliff = { keys = { with = takes.formula, above = takes.value, where = takes.formula },
    needs = { "with", "above" } },
  same_for = { keys = { but = but, where = takes.formula }, needs = { "but" } },
}
words.falls, words.never_under = words.rises, words.never_over

local shapes = {
  rises = "rises(award.paid, { with = pupil.cost })",
  falls = "falls(award.paid, { with = pupil.income })",
  never_over = "never_over(award.paid, param.cap)",
  never_under = "never_under(award.paid, 0)",
  no_cliff = "no_cliff(award.paid, { with = pupil.cost, above = 500 })",
  same_for = "same_for(award.paid, { but = \"need\" })",
}

local function thing(word, facts)
  local entry = values.thing("`" .. word .. "`", function(key, place)
    return report(119, place, "`" .. word .. "` has no `" .. tostring(key) .. "`",
      "it stands in property \"...\" { }")
  end)
  promised[entry], made[#made + 1] = facts, facts
  return entry
end

for word, spec in pairs(words) do
  compute.words[word] = function(of, ...)
    local place = core.text_at(core.here(), word)
    local what = "`" .. word .. "`"
    local limit, given = nil, (...)
    if spec.limit then limit, given = ... end
    if spec.limit and limit == nil then
      return report(112, place, what .. " has no limit", "write " .. shapes[word])
    end
    if values.is_broken(given) then return core.broken(place) end
    local facts = check.table({ what = what, place = place, given = given or {} }, spec)
    if facts.lacks then return core.broken(place) end
    facts.kind, facts.of = word, values.node(of, place, what)
    facts.limit = spec.limit and values.node(limit, place, what) or nil
    return thing(word, facts)
  end
end

local property = { keys = {}, rows = true }

declare.words.property = declare.declaring("property", function(decl)
  local facts = check.table(decl, property)
  local list, whole = {}, true
  for i, entry in ipairs(facts.entries) do
    local found = core.kind(entry) == "table" and promised[entry]
    if found then
      found.taken, list[#list + 1] = true, found
    elseif not values.is_broken(entry) then
      report(119, core.row_at(decl.place, i), decl.what .. " takes rises, falls, never_over, "
        .. "never_under, no_cliff or same_for, and " .. values.says(entry) .. " stands here",
        "write " .. shapes.rises)
    end
    whole = whole and found
  end
  if #facts.entries == 0 and not decl.strays then
    report(112, decl.place, decl.what .. " promises nothing", "write property \"" .. (decl.name or "name")
      .. "\" { " .. shapes.rises .. " }")
  end
  if decl.name and whole and #list > 0 then
    core.property { name = decl.name, place = decl.place, promises = list }
  end
end, true)

-- Tells of what stands outside any property.
function declare.finish_properties()
  for _, facts in ipairs(made) do
    if not facts.taken then
      report(118, facts.place, "`" .. facts.kind .. "` stands outside a property",
        "write property \"name\" { " .. shapes[facts.kind] .. " }")
    end
  end
end
