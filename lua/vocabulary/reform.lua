-- reform.lua - reform: named changes to a pack, in a file of their own.

local core, need = core, need
local values, check, declare = need "values", need "check", need "declare"
local report, takes = values.report, check.takes

local reform = {
  keys = { of = takes.text, title = takes.text, source = takes.text, approved = takes.text,
    from = takes.date, params = takes.list, criteria = takes.list, drop = takes.texts },
  needs = { "of", "title", "source" },
}

local function change_params(facts)
  local place = facts.place_of("params")
  for name, value in pairs(facts.params or {}) do
    if core.kind(name) ~= "string" then
      report(119, place, "`params` takes the name of each parameter",
        "write params = { cap = 12000 }")
    else
      local at = core.key_at(place, name, true)
      core.reform_param { name = name, value = values.node(value, at, "`" .. name .. "`"),
        from = facts.from, source = facts.source, place = at }
    end
  end
end

local criterion = {
  keys = { test = takes.formula, if_met = takes.text, if_unmet = takes.text, asks = takes.text,
    source = takes.text },
  needs = { "test", "if_met", "if_unmet" },
}

local function change_criteria(facts)
  local place = facts.place_of("criteria")
  for name, given in pairs(facts.criteria or {}) do
    if core.kind(name) ~= "string" then
      report(119, place, "`criteria` takes the name of each criterion",
        "write criteria = { agreed = { test = ..., if_met = ..., if_unmet = ... } }")
    else
      local wording = check.table({ what = "criterion `" .. name .. "`", given = given,
        place = core.key_at(place, name, true) }, criterion)
      wording.name, wording.from = name, facts.from
      wording.source = wording.source or facts.source
      if not wording.lacks then core.reform_criterion(wording) end
    end
  end
end

declare.words.reform = declare.declaring("reform", function(decl)
  local facts = check.table(decl, reform)
  if not core.reforming() then
    return report(119, decl.place, "`reform` stands in a file of its own, beside no other word",
      "write it into a file such as dearer.lua, and compare: hn diff PACK dearer.lua DATA")
  end
  if facts.lacks then return end
  if core.reformed(facts) then
    return report(113, decl.place, "the file has a second `reform`",
      "write both into one, or each into a file of its own")
  end
  if facts.of ~= core.pack_name() then
    report(119, facts.place_of("of"), decl.what .. " is of the pack \"" .. facts.of
      .. "\", and this is \"" .. core.pack_name() .. "\"", "give it to the pack that it is of")
  end
  if next(facts.params or {}) == nil and next(facts.criteria or {}) == nil
      and next(facts.drop or {}) == nil then
    report(112, decl.place, decl.what .. " changes nothing",
      "add params = { cap = 12000 }, or drop = { \"a_criterion\" }")
  end
  change_params(facts)
  change_criteria(facts)
  for _, name in ipairs(facts.drop or {}) do
    core.reform_drop { name = name, from = facts.from, source = facts.source,
      place = core.text_at(facts.place_of("drop"), name) }
  end
end)
