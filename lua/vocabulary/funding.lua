-- funding.lua - the word `funding`: the arithmetic of high needs funding.
--
-- funding.place { rate = ..., before = ... } takes named arguments, each a
-- value or a formula.  Which functions there are, and what each takes, is the
-- kernel's to know; what is asked here is only that a pack writes names and
-- values.

local core, need = core, need
local values, compute = need "values", need "compute"
local report = values.report

local functions = core.funding_functions()

-- Where `name` of funding.name stands.
local function place_of(name)
  return core.text_at(core.text_at(core.here(), "funding"), name)
end

-- One argument as the bindings take it: { name, nodes, list, place, name_place }.
local function argument(name, value, place)
  local at = core.key_at(place, name, true)
  local what = "`" .. name .. "`"
  local list = values.kind(value) == "table"
  return { name = name, place = at, name_place = core.key_at(place, name), list = list,
    nodes = list and values.nodes(value, at, what) or { values.node(value, at, what) } }
end

local function call(name, given)
  local place, what = place_of(name), "`funding." .. name .. "`"
  if values.is_broken(given) then return given end
  if values.kind(given) ~= "table" then
    return report(119, place, what .. " takes its arguments in { }, and " .. values.says(given)
      .. " stands there", core.funding_usage(name))
  end
  local args = {}
  for key, value in pairs(given) do
    if core.kind(key) ~= "string" then
      return report(119, core.row_at(place, core.kind(key) == "integer" and key or 1),
        what .. " takes arguments by name, and " .. values.says(value)
        .. " without a name stands here", core.funding_usage(name))
    end
    args[#args + 1] = argument(key, value, place)
  end
  return core.funding(name, args, place)
end

local callers = {}
for _, name in ipairs(functions) do
  callers[name] = function(...)
    if select("#", ...) > 1 then
      return report(119, place_of(name), "`funding." .. name .. "` takes its arguments in { }",
        core.funding_usage(name))
    end
    return call(name, (...))
  end
end

compute.words.funding = values.thing("the word `funding`", function(key, place)
  if callers[key] then return callers[key] end
  if values.is_broken(key) then return key end
  local name = tostring(key)
  local near = core.nearest(name, functions)
  report(114, core.text_at(core.text_at(place, "funding"), name),
    "`" .. name .. "` is no function of `funding`",
    (near and "did you mean `" .. near .. "`? " or "") .. "there are "
    .. table.concat(functions, " "))
  return function() return core.broken(place) end
end, function()
  return report(119, core.text_at(core.here(), "funding"), "`funding` is no function by itself",
    "name one behind a dot, such as funding.place { ... }; `hn help funding` lists them")
end)
