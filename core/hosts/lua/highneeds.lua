-- highneeds - high needs funding by rule packs, for Lua 5.4.
--
--   local highneeds = require "highneeds"
--   highneeds.funding.place { rate = 10000, before = 12, after = 15, months_before = 5 }   --> "137500"
--
--   local pack = highneeds.load("rules/pre_ehcp")
--   local answer = pack:calc({ { ["Pupil ID"] = "A", ["Annual Cost"] = "11200.50" } }, "2026-09-01")
--   answer.results.pupil[1].targeted_funding       --> "6666.67", a text: exact; nil where it is missing
--   answer.run.total, answer.rejected, answer.counts.rows
--   print(pack:why(rows, "2026-09-01", "A"))
--
-- Amounts are texts or whole numbers: a float cannot hold a penny exactly and is refused.  Errors say what a person
-- should write, with the line of the rule.

local core = require "highneeds.core"

local highneeds = { version = core.version }

-- --- values on their way in ------------------------------------------------------

local function exact(value, name)
  if math.type(value) == "float" then
    error(name .. " is " .. value .. ", a float, which cannot hold a penny exactly: write it as a text", 0)
  end
  return tostring(value)
end

-- A table of names and values as two lists, in the order of the names.
local function lists(given)
  local names, values = {}, {}
  for name in pairs(given or {}) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do values[i] = exact(given[name], name) end
  return names, values
end

local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }
local function quoted(text)
  return '"' .. text:gsub('[%c"\\]', function(c)
    return escapes[c] or ("\\u%04x"):format(c:byte())
  end) .. '"'
end

local function cell(value, name)
  if type(value) == "boolean" then return value and '"yes"' or '"no"' end
  if type(value) ~= "string" and type(value) ~= "number" then
    error(name .. " is a " .. type(value) .. ", and a column takes a text, a whole number or true or false", 0)
  end
  return type(value) == "string" and quoted(value) or exact(value, name)
end

local function row_text(row)
  local names, cells = {}, {}
  for name in pairs(row) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do cells[i] = quoted(name) .. ":" .. cell(row[name], name) end
  return "{" .. table.concat(cells, ",") .. "}"
end

local function rows_text(rows)
  local list = {}
  for i, row in ipairs(rows) do list[i] = row_text(row) end
  return "[" .. table.concat(list, ",\n") .. "]"
end

-- Rows of the main records, or lists of rows by their records, as names and texts.
local function sources(pack, rows)
  local records, known = core.methods.records(pack), {}
  for _, name in ipairs(records) do known[name] = true end
  local by_records = next(rows) ~= nil and rows[1] == nil
  for name in pairs(rows) do by_records = by_records and known[name] end
  if not by_records then return { records[1] }, { rows_text(rows) } end
  local names, texts = {}, {}
  for _, name in ipairs(records) do
    if rows[name] then names[#names + 1], texts[#texts + 1] = name, rows_text(rows[name]) end
  end
  return names, texts
end

-- --- the answer ---------------------------------------------------------------------

-- JSON of the library's own: numbers stay as they are written where they are not whole.
local unescapes = { n = "\n", r = "\r", t = "\t", b = "\b", f = "\f" }
local value

local function text_at(json, at)
  local parts = {}
  while true do
    local stop = json:find('["\\]', at)
    parts[#parts + 1] = json:sub(at, stop - 1)
    if json:sub(stop, stop) == '"' then return table.concat(parts), stop + 1 end
    local c = json:sub(stop + 1, stop + 1)
    at = stop + 2
    if c == "u" then
      parts[#parts + 1], at = utf8.char(tonumber(json:sub(at, at + 3), 16)), at + 4
    else
      parts[#parts + 1] = unescapes[c] or c
    end
  end
end

local function entries(json, at, close, take)
  at = json:find("%S", at)
  while json:sub(at, at) ~= close do
    at = json:find("%S", take(at))
    if json:sub(at, at) == "," then at = json:find("%S", at + 1) end
  end
  return at + 1
end

function value(json, at)
  local c, out = json:sub(at, at), {}
  if c == '"' then return text_at(json, at + 1) end
  if c == "[" then
    return out, entries(json, at + 1, "]", function(from)
      out[#out + 1], from = value(json, from)
      return from
    end)
  elseif c == "{" then
    return out, entries(json, at + 1, "}", function(from)
      local name
      name, from = text_at(json, from + 1)
      out[name], from = value(json, json:find("%S", json:find(":", from, true) + 1))
      return from
    end)
  end
  local word = json:match("^[^%s,%]}]+", at)
  if word == "null" then return nil, at + 4 end
  return math.tointeger(tonumber(word)) or word, at + #word
end

-- --- packs --------------------------------------------------------------------------

local pack = core.pack
pack.__index = {
  close = core.methods.close, name = core.methods.name, records = core.methods.records,
  test = core.methods.test,
}

-- Runs the pack over rows, or over a text of JSON: counts, results by records, the figures of the run by name, and what
-- is wrong with which row.
function pack.__index:calc(rows, on)
  local json = rows
  if type(rows) == "table" then
    local names, texts = sources(self, rows)
    for i, name in ipairs(names) do texts[i] = quoted(name) .. ":" .. texts[i] end
    json = "{" .. table.concat(texts, ",") .. "}"
  end
  local answer, run = value(core.methods.calc(self, json, on), 1), {}
  for _, line in ipairs(answer.run) do run[line.name] = line.value end
  answer.run = run
  return answer
end

-- Explains one row, for people.
function pack.__index:why(rows, on, key, figure)
  local names, texts = sources(self, rows)
  return core.methods.why(self, names, texts, on, key, figure)
end

-- Loads the pack in a folder; `set` gives parameters another value.
function highneeds.load(folder, set)
  return core.load(folder, lists(set))
end

-- highneeds.funding.NAME { argument = value }: the result as a text, exact.
highneeds.funding = setmetatable({}, { __index = function(_, name)
  return function(given) return core.funding(name, lists(given)) end
end })

return highneeds
