-- ordered.lua - what goes by an order among rows: the row before, claims for
-- one thing that are counted once, and a pot shared out over claims.

local core, need = core, need
local values, compute, check, declare = need "values", need "compute", need "check", need "declare"
local takes, keys = check.takes, declare.keys

-- --- orders ----------------------------------------------------------------

-- { node, falling } for each entry: values of the row, the lowest, earliest or
-- A first, or as :highest_first() and :latest_first() say.
local order = { says = "a list such as { pupil.panel_date, pupil.pupil_id }",
  read = function(value, place, what)
    if values.kind(value) ~= "table" then return nil, true end
    local list = {}
    for i, entry in ipairs(values.nodes(value, place, what, values.falls)) do
      list[i] = { node = values.falls(entry) or entry, falling = values.falls(entry) ~= nil }
    end
    return list
  end }

-- --- the row before --------------------------------------------------------

local previous = { keys = { by = takes.list, order = order }, needs = { "order" } }

function compute.words.previous(of, given)
  local place = core.text_at(core.here(), "previous")
  if values.is_broken(of) or values.is_broken(given) then return core.broken(place) end
  local facts = check.table({ what = "`previous`", place = place, given = given or {} }, previous)
  if facts.lacks then return core.broken(place) end
  return core.previous({ of = values.node(of, place, "`previous`"), order = facts.order,
    by = facts.by and values.nodes(facts.by, place, "`by`") }, place)
end

-- --- counted once ----------------------------------------------------------

local attribution = {
  keys = keys { claim = takes.formula, once_for = takes.formula, order = order,
    share = takes.formula, rounding = takes.rounding },
  needs = { "label", "claim", "once_for", "source" },
}

declare.word("attribution", function(decl)
  local facts = declare.facts_of(decl, attribution)
  if facts.lacks then return nil end
  facts.reached, facts.thing, facts.removed = true, core.attribution(facts)
  return facts
end)

-- --- a pot shared out ------------------------------------------------------

-- Columns that say which rows belong together.
local columns = { says = "a list of columns in { }", read = function(value, place, what)
  if values.kind(value) ~= "table" or #value == 0 then return nil, true end
  return values.nodes(value, place, what)
end }

local shared_cap = { keys = { by = columns, most = takes.formula }, needs = { "by", "most" } }

local cap_for = { says = "{ by = { pupil.school }, most = param.school_cap }",
  read = function(value, place, what)
    if values.kind(value) ~= "table" then return nil, true end
    local facts = check.table({ what = what, place = place, given = value }, shared_cap)
    return not facts.lacks and facts or nil
  end }

local allocation = {
  keys = keys { claim = takes.formula, pot = takes.formula, by = columns, order = order,
    share = check.one_of("in order", "pro rata", "equal"), part_award = takes.flag,
    if_short = check.one_of("stop", "next that fits"), floor = takes.formula,
    cap = takes.formula, cap_for = cap_for },
  needs = { "label", "claim", "pot", "share", "source" },
}

declare.word("allocation", function(decl)
  local facts = declare.facts_of(decl, allocation)
  if facts.lacks then return nil end
  local shared = facts.cap_for
  if shared then facts.most, facts.most_by = shared.most, shared.by end
  facts.reached, facts.thing, facts.beside = true, core.allocation(facts)
  return facts
end)
