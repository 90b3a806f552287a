-- values.lua - what may stand where a formula is wanted.
--
-- A node is a userdata of the bindings; a whole number, a text in quotes and
-- the word `missing` become nodes where they are used.  Whatever else stands
-- there is told once and a broken node stands in: it takes any index, call or
-- sum without complaint, so that everything else that is wrong is told too.

local core = core
local values = {}

-- What is no formula and yet no plain table: records, tables of rates, the
-- namespaces.  The text is what a message calls it.
local described = {}

local articles = {
  string = "a text", integer = "a number", float = "a number", boolean = "true or false",
  table = "a list", node = "a formula", ["nil"] = "nothing", ["function"] = "a function",
}

function values.kind(value)
  return described[value] and "thing" or core.kind(value)
end

-- What a message says stands there.
function values.says(value)
  if described[value] then return described[value] end
  if core.kind(value) == "function" then return "a word without its { } or ( )" end
  return articles[core.kind(value)] or "something else"
end

function values.is_broken(value)
  return core.kind(value) == "node" and core.type(value) == "broken"
end

local function report(code, place, message, help)
  core.report(code, place, message, help)
  return core.broken(place)
end
values.report = report

-- The nearest of the names, as help; or `otherwise`.
function values.nearest(name, names, otherwise)
  local near = core.nearest(name, names)
  return near and "did you mean `" .. near .. "`?" or otherwise
end

function values.sorted_keys(...)
  local names = {}
  for _, list in ipairs { ... } do
    for name in pairs(list) do names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

-- A fraction that Lua has worked out: told at the sign that made it.
local function fraction(place, what)
  return report(104, core.text_at(place, "/"),
    what .. " takes exact numbers, and Lua has made a decimal fraction here",
    "write * 7 / 12 without brackets, years(7, 12), or a decimal in quotes: \"0.35\"")
end

-- Any value as a node.  `what` says whose it is: "`over`", "`test`".
function values.node(value, place, what)
  local kind = values.kind(value)
  if kind == "node" then return value end
  if kind == "integer" then
    local text = tostring(value)
    return core.literal(text, false, core.text_at(place, text))
  end
  if kind == "string" and core.is_plain(value) then
    return core.literal(value, true, core.text_at(place, value))
  end
  if rawequal(value, values.missing) then return core.literal(nil, true, place) end
  if kind == "float" then return fraction(place, what) end
  local help
  if kind == "table" then
    help = "a list belongs to a word such as all { }, lower_of { } or :one_of { }"
  elseif kind == "function" then
    help = "the word is written with its brackets, such as :over(6000) or funding.net { ... }"
  end
  return report(119, place, what .. " takes a formula, and " .. values.says(value)
    .. " stands here",
    help or values.help_for(value))
end

function values.help_for(value)
  if values.falls(value) then return "it stands in an order = { ... }, and nowhere else" end
  return described[value] and "a thing is named with its dot, such as pupil.need or param.cap"
    or nil
end

-- The entries of a list as nodes; a list may have nothing else, but for what
-- `also` knows.  `what` is its word in backquotes.
function values.nodes(list, place, what, also)
  local nodes = {}
  if values.is_broken(list) then return nodes end
  if values.kind(list) ~= "table" then
    report(119, place, what .. " takes a list in { }, and " .. values.says(list) .. " stands here",
      "write { first, second }")
    return nodes
  end
  local expected = 1
  for key, value in pairs(list) do
    if key ~= expected then
      report(119, core.text_at(place, tostring(key)),
        what .. " takes a list without names or gaps, and `" .. tostring(key)
        .. "` is none of its entries",
        "separate the entries with commas")
      return nodes
    end
    nodes[key] = also and also(value) and value or values.node(value, place, what)
    expected = expected + 1
  end
  return nodes
end

-- --- the metatable of nodes and things ---------------------------------------

local function sign(op, text)
  return function(a, b)
    local place = core.here()
    local at = core.text_at(place, text)
    return core.op(op, { values.node(a, place, "`" .. text .. "`"),
      values.node(b, place, "`" .. text .. "`") }, at)
  end
end

local function refused(code, text, help, result)
  return function(a, b)
    if not (values.is_broken(a) or values.is_broken(b)) then
      local place = core.here()
      report(code, core.text_at(place, text), "`" .. text
        .. "` is decided by Lua when the pack loads, not for each row",
        help)
    end
    if result == nil then return core.broken(core.here()) end
    return result
  end
end

local compare = "write :over, :under, :at_least, :at_most, :is or :is_not"
local whole = "a rule has + - * and / only"

local shared = {
  __metatable = false,
  __add = sign("add", "+"), __sub = sign("sub", "-"), __mul = sign("mul", "*"),
    __div = sign("div", "/"),
  __unm = function(a)
    local place = core.here()
    return core.op("neg", { values.node(a, place, "`-`") }, place)
  end,
  __lt = refused(103, "<", compare, false), __le = refused(103, "<=", compare, false),
  __eq = refused(103, "==", compare, false),
  __mod = refused(103, "%", whole), __pow = refused(103, "^", whole),
    __idiv = refused(103, "//", whole),
  __band = refused(103, "&", whole), __bor = refused(103, "|", whole),
    __bxor = refused(103, "~", whole),
  __shl = refused(103, "<<", whole), __shr = refused(103, ">>", whole),
    __bnot = refused(103, "~", whole),
  __len = function(a)
    if not values.is_broken(a) then
      report(119, core.text_at(core.here(), "#"), "`#` counts a list, and " .. values.says(a)
        .. " stands here",
        "rows are counted with count(records)")
    end
    return 0
  end,
  __concat = function(a, b)
    if not (values.is_broken(a) or values.is_broken(b)) then
      local formula = (core.kind(a) == "string" or core.kind(a) == "integer") and b or a
      report(119, core.text_at(core.here(), ".."), "`..` joins texts, and " .. values.says(formula)
        .. " stands here",
        "put the name into the text in braces: sentence \"It costs {provision_cost}.\"")
    end
    return core.broken(core.here())
  end,
}

-- The order of the keys does not matter here, so they are not sorted first.
local function metatable(into, own)
  for key, value in next, shared do into[key] = value end
  for key, value in next, own do into[key] = value end
  return into
end

-- What each thing answers with: a field, and a call.
local answers = {}

-- One for all things, since a pack declares a hundred of them.
local of_things = metatable({}, {
  __index = function(thing, key) return answers[thing].index(key, core.here()) end,
  __newindex = function(thing, key)
    report(119, core.here(), "`" .. tostring(key) .. "` cannot be set in " .. described[thing])
  end,
  __call = function(thing, ...)
    local call = answers[thing].call
    if call then return call(...) end
    return report(119, core.here(), described[thing] .. " is not called with ( ) or { }")
  end,
  __tostring = function(thing) return described[thing] end,
})

-- A thing of the language that is no formula: `says` is what messages call it.
-- `index(key)` answers a field; `call(...)` a call.
function values.thing(says, index, call)
  local thing = setmetatable({}, of_things)
  described[thing] = says
  answers[thing] = { index = index, call = call }
  return thing
end

-- --- what can be asked of a node ----------------------------------------------

local amounts = { op_takes = "amount", number = true, literal = true, broken = true }
local dates = { op_takes = "date", date = true, literal = true, broken = true }

-- What :highest_first() and :latest_first() give, for an order: the node.
local falling = {}

local function falls(node, _, place)
  local entry = values.thing("an entry of an order", function(key, at)
    return report(119, at, "`" .. tostring(key) .. "` is nothing that an entry of an order can be "
      .. "asked for", "it stands in order = { } as it is")
  end)
  falling[entry] = node
  return entry
end

function values.falls(entry)
  return core.kind(entry) == "table" and falling[entry] or nil
end

-- Each method: how many values it takes in brackets, the op, and what it is
-- asked of, where not everything will do.
local methods = {
  over         = { takes = 1, op = "over",     of = amounts, other = "after" },
  under        = { takes = 1, op = "under",    of = amounts, other = "before" },
  at_least     = { takes = 1, op = "at_least", of = amounts, other = "on_or_after" },
  at_most      = { takes = 1, op = "at_most",  of = amounts, other = "on_or_before" },
  after        = { takes = 1, op = "over",     of = dates, other = "over" },
  before       = { takes = 1, op = "under",    of = dates, other = "under" },
  on_or_after  = { takes = 1, op = "at_least", of = dates, other = "at_least" },
  on_or_before = { takes = 1, op = "at_most",  of = dates, other = "at_most" },
  is           = { takes = 1, op = "is" },
  is_not       = { takes = 1, op = "is_not" },
  known        = { takes = 0, op = "known" },
  given        = { takes = 0, op = "given" },
  highest_first = { takes = 0, of = amounts, other = "latest_first", act = falls },
  latest_first = { takes = 0, of = dates, other = "highest_first", act = falls },
  one_of       = { takes = 1, act = function(node, list, place)
    local nodes = values.nodes(list, place, "`one_of`")
    table.insert(nodes, 1, node)
    return core.op("one_of", nodes, place)
  end },
  at           = { takes = 1, act = function(node, date, place)
    if core.word_of(node) ~= "param" then
      return report(119, place, "`at` asks for a parameter at a date, and this is no parameter",
        "write param.cap:at(pupil.request_date)")
    end
    return core.param_at(node, values.node(date, place, "`at`"), place)
  end },
}
values.methods = methods

-- Whether a column of that name could not be told from what is asked of it.
function values.is_method(name)
  return methods[name] ~= nil and name ~= "at"
end

local function suits(method, name, node, place)
  local kind = core.type(node)
  if not method.of or method.of[kind] then return true end
  local takes = method.of.op_takes
  report(takes == "date" and 202 or 201, place,
    "`" .. name .. "` is asked of " .. (takes == "date" and "a date" or "an amount")
    .. ", and this is "
    .. core.type_text(node), (kind == "date" or kind == "number") and "write :" .. method.other
    .. "( )" or nil)
end

local function ask(node, name, method, given, count)
  local place = core.text_at(core.here(), name)
  local what = "`" .. name .. "`"
  if count ~= method.takes then
    return report(119, place, what .. (method.takes == 0 and " takes nothing in its brackets"
      or " takes one value in its brackets, and " .. (count == 0 and "none" or tostring(count))
      .. " stand there"))
  end
  if not suits(method, name, node, place) then return core.broken(place) end
  if method.act then return method.act(node, given, place) end
  local nodes = { node }
  if count == 1 then nodes[2] = values.node(given, place, what) end
  return core.op(method.op, nodes, place)
end

-- A method of one node; Lua hands the node in again.
local function bound(node, name, method)
  return function(self, ...)
    if not rawequal(self, node) then
      return report(119, core.text_at(core.here(), name),
        "`" .. name .. "` is asked with a colon, not with a dot",
        "write :" .. name .. "( )")
    end
    return ask(node, name, method, (...), select("#", ...))
  end
end

-- pairs and ipairs over what is no list: told, and nothing is gone through.
function values.looping(word, loop)
  return function(list)
    if values.is_broken(list) then return loop({}) end
    local kind = values.kind(list)
    if kind == "node" or kind == "thing" then
      report(119, core.text_at(core.here(), word), "`" .. word .. "` goes through a list, and "
        .. values.says(list) .. " stands here", "rows are gone through by sum, count and the like")
      return loop({})
    end
    return loop(list)
  end
end

local function unknown(node, key)
  local place = core.text_at(core.here(), tostring(key))
  local extra = core.extra(node)
  local names = values.sorted_keys(methods, extra and extra.names or {})
  return report(extra and 110 or 114, place, "`" .. tostring(key) .. "` is nothing that "
    .. (extra and extra.says or "a formula") .. " can be asked for",
    values.nearest(tostring(key), names, "it has " .. table.concat(names, " ")))
end

metatable(core.node_metatable(), {
  __name = "a formula",
  -- A broken node answers with itself, but has no entries: a loop ends.
  __index = function(node, key)
    if core.type(node) == "broken" then
      if core.kind(key) == "string" then return node end
      return nil
    end
    local extra = core.extra(node)
    if core.kind(key) ~= "string" then
      report(119, core.here(), "a formula is not a list: it has no entries")
      return nil
    end
    local named = extra and extra.names[key]
    if methods[key] and not named then return bound(node, key, methods[key]) end
    local field = extra and extra.index(key, node)
    if field then return field end
    return unknown(node, key)
  end,
  __newindex = function(_, key)
    report(119, core.here(), "`" .. tostring(key) .. "` cannot be set in a formula")
  end,
  __call = function(node)
    if core.type(node) ~= "broken" then
      local name = core.name_of(node)
      return report(119, name and core.text_at(core.here(), name) or core.here(),
        (name and "`" .. name .. "`" or "a formula")
        .. " is not called: a word, a comma or an operator is missing",
        "write for instance pupil.need:is(\"HI\")")
    end
    return node
  end,
  __tostring = function(node)
    return core.constant_text(node) or "a formula"
  end,
})

values.missing = values.thing("the word `missing`", function(key, place)
  return report(119, place, "`missing` has no `" .. tostring(key) .. "`")
end)

return values
