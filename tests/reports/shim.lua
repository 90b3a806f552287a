-- shim.lua FOLDER - the claims of a folder as JSON, read by stock Lua.
--
-- The words of the rule language that claims are written in, defined anew and without the kernel: a formula is a
-- table that remembers its operator and its arguments. Nothing is worked out here; oracle.py does that.

local folder = arg[1]
local claims, header = {}, nil

-- Formulas ---------------------------------------------------------------------------------------------------------

local formula = {}

local function node(value)
  if getmetatable(value) == formula then return value end
  if math.type(value) == "integer" then
    return setmetatable({ op = "number", text = tostring(value) }, formula)
  end
  if type(value) == "string" then return setmetatable({ op = "number", text = value }, formula) end
  error("a formula, a whole number or a number in quotes belongs here, not " .. tostring(value), 3)
end

local function operator(op)
  return function(a, b) return setmetatable({ op = op, args = { node(a), node(b) } }, formula) end
end

formula.__add, formula.__sub = operator "+", operator "-"
formula.__mul, formula.__div = operator "*", operator "/"
formula.__unm = function(a) return node(0) - a end

local function of_list(op)
  return function(list)
    local args = {}
    for i, value in ipairs(list) do args[i] = node(value) end
    assert(#args > 0, op .. " wants at least one value")
    return setmetatable({ op = op, args = args }, formula)
  end
end

-- Files ------------------------------------------------------------------------------------------------------------

local function cells_of(line)
  local cells, at = {}, 1
  while at <= #line + 1 do
    local quoted = line:match('^"(.-)"%f[,\0]', at)
    local cell = quoted or line:match("^[^,]*", at)
    cells[#cells + 1] = cell:gsub('""', '"')
    at = at + #cell + (quoted and 3 or 1)
  end
  return cells
end

local function strict(row, file)
  return setmetatable(row, { __index = function(_, key) error(file .. " has no column " .. tostring(key), 2) end })
end

local function read(file)
  local rows, head = {}, nil
  for line in io.lines(folder .. "/" .. file) do
    local cells = cells_of((line:gsub("\r$", "")))
    if head then
      assert(#cells == #head, file .. ":" .. #rows + 2 .. ": " .. #cells .. " cells under " .. #head .. " headings")
      local row = {}
      for i, name in ipairs(head) do row[name] = cells[i] end
      rows[#rows + 1] = strict(row, file)
    else
      head = cells
    end
  end
  return rows
end

-- The words --------------------------------------------------------------------------------------------------------

local function check_keys(given, allowed, what)
  for key in pairs(given) do assert(allowed[key], what .. " has no key " .. tostring(key)) end
end

local words = {
  ipairs = ipairs, pairs = pairs, type = type, tostring = tostring, tonumber = tonumber, select = select,
  assert = assert, error = error,
  string = { char = string.char, len = string.len, byte = string.byte, lower = string.lower, upper = string.upper,
    reverse = string.reverse, sub = string.sub, format = string.format },
  table = { concat = table.concat, insert = table.insert, remove = table.remove, sort = table.sort,
    pack = table.pack, unpack = table.unpack },
  math = math,
  read = read,
  median_of = of_list "median", lower_of = of_list "lower", higher_of = of_list "higher",
}

function words.pack(name)
  return function(given)
    header = given
    header.name = name
  end
end

function words.printed(text, how)
  check_keys(how or {}, { to = true }, "printed")
  return setmetatable({ op = "printed", text = tostring(text), to = how and how.to }, formula)
end

function words.exact(text)
  return setmetatable({ op = "exact", text = tostring(text) }, formula)
end

function words.percent(text)
  return node(text) / 100
end

local seen = {}
function words.claim(name)
  return function(given)
    check_keys(given, { printed = true, equals = true, source = true, note = true }, "claim " .. name)
    assert(not seen[name], "two claims are called " .. name)
    assert(given.printed and given.equals and given.source, "claim " .. name .. " lacks printed, equals or source")
    seen[name] = true
    local as = given.printed
    if getmetatable(as) ~= formula then as = words.printed(as) end
    claims[#claims + 1] = { name = name, printed = as, equals = node(given.equals), source = given.source,
      note = given.note }
  end
end

local env = setmetatable({}, { __index = function(_, key)
  local word = words[key]
  assert(word ~= nil, "no word `" .. tostring(key) .. "`")
  return word
end })
local loaded = {}
function words.require(name)
  if not loaded[name] then
    local done = assert(loadfile(folder .. "/" .. name .. ".lua", "t", env))()
    loaded[name] = done == nil or done
  end
  return loaded[name]
end

-- Out --------------------------------------------------------------------------------------------------------------

local function quoted(text)
  return '"' .. text:gsub('[%c"\\]', function(c) return string.format("\\u%04x", c:byte()) end) .. '"'
end

local function json(value)
  if type(value) ~= "table" then return quoted(tostring(value)) end
  local parts = {}
  if #value > 0 or next(value) == nil then
    for i, part in ipairs(value) do parts[i] = json(part) end
    return "[" .. table.concat(parts, ",") .. "]"
  end
  for key, part in pairs(value) do parts[#parts + 1] = quoted(key) .. ":" .. json(part) end
  table.sort(parts)
  return "{" .. table.concat(parts, ",") .. "}"
end

assert(loadfile(folder .. "/rules.lua", "t", env))()
assert(header and header.title and header.source and header.version, "the pack has no title, version or source")
io.write(json { header = header, claims = claims }, "\n")
