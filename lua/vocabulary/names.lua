-- names.lua - what a name in a pack means.
--
-- `param "cap"` declares and `param.cap` refers: a word is a namespace of what
-- it has declared above.  Columns are referred to by their records.  A name
-- that is nothing is told with the nearest, and a broken node stands in.

local core, need = core, need
local values, compute = need "values", need "compute"
local report = values.report

local names = { records = {} }

-- What has been declared: by word and name, and by name alone, since names are
-- unique in a pack.  Each entry is { word, name, thing, ... }.
local by_word, by_name = {}, {}

function names.enter(word, name, entry)
  entry.word, entry.name = word, name
  by_word[word] = by_word[word] or {}
  by_word[word][name] = entry
  by_name[name] = by_name[name] or entry
  return entry
end

function names.find(word, name)
  return by_word[word] and by_word[word][name]
end

-- --- references --------------------------------------------------------------------

local function a(word)
  return (word == "input" or word == "award" or word == "attribution" or word == "allocation")
    and "an " .. word or "a " .. word
end

-- "did you mean ...?" over what a word has declared, or where the name is else.
-- What was meant counts as used, or it would be told to be unused as well.
local function meant(word, key)
  local other, list = by_name[key], values.sorted_keys(by_word[word] or {})
  local near = core.nearest(key, list)
  local entry = other and other.word ~= word and other or near and by_word[word][near]
  if entry then core.use(entry.thing) end
  if other and other.word ~= word then
    return "`" .. key .. "` is " .. a(other.word) .. ": write "
      .. (other.says or (other.word .. "." .. key))
  end
  return values.nearest(key, list, "a thing is declared above the line that uses it")
end

-- Why an allocation has no such figure beside it.
local lacks = {
  could_cost = "its claim is not an award with a test",
  full_year = "its claim is not an award with full_year = ...",
  place_in_queue = "only claims that are met in order stand in a queue",
}

local function beside(entry, key, place)
  if entry.beside[key] then return core.reference(entry.beside[key], place) end
  return lacks[key] and report(110, place, "allocation `" .. entry.name .. "` has no `" .. key
    .. "`", lacks[key])
end

-- What can be asked of the value of an award, an attribution, an allocation or
-- of bands beside its methods.
local function fields_of(entry)
  if entry.word == "award" then
    return { "full_year" }, function(key, place)
      if key ~= "full_year" then return nil end
      return core.full_year(entry.thing) or report(110, place,
        "award `" .. entry.name .. "` has no `full_year`", "give it the key full_year = ...")
    end
  elseif entry.decided then
    return { "decided" }, function(key, place)
      if key == "decided" then return core.reference(entry.decided, place) end
    end
  elseif entry.removed then
    return { "removed" }, function(key, place)
      if key == "removed" then return core.reference(entry.removed, place) end
    end
  elseif entry.beside then
    return { "could_cost", "full_year", "left", "outcome", "place_in_queue", "unpaid" }, function(key, place)
      return beside(entry, key, place)
    end
  elseif entry.columns then
    return entry.columns, function(key, place)
      for i, name in ipairs(entry.columns) do
        if rawequal(name, key) then return entry.column(entry.thing, i, place) end
      end
    end
  end
end

-- The value of a declared thing, with what can be asked of it.
local function reference(entry, place)
  local fields, field = fields_of(entry)
  local extra
  if fields then
    local known = {}
    for _, name in ipairs(fields) do known[name] = true end
    extra = { says = entry.word .. " `" .. entry.name .. "`", names = known,
      index = function(key) return field(key, core.text_at(core.here(), key)) end }
  end
  return core.reference(entry.thing, place, extra)
end

-- A lookup has no value of its own, only columns.
local function lookup_thing(entry)
  local says = "lookup `" .. entry.name .. "`"
  return values.thing(says, function(key, place)
    for i, name in ipairs(entry.columns) do
      if rawequal(name, key) then return core.lookup_column(entry.thing, i,
        core.text_at(place, key)) end
    end
    core.use(entry.thing)
    return report(110, core.text_at(place, tostring(key)), says .. " has no column `"
      .. tostring(key) .. "`",
      values.nearest(tostring(key), entry.columns, "its columns are " .. table.concat(entry.columns,
      " ")))
  end)
end

local calendar_words = { add = "calendar_add", days = "calendar_days",
  school_weeks = "school_weeks",
  school_week_end = "school_week_end", term_end = "term_end", school_day = "school_day" }

local function calendar_thing(entry)
  local says = "calendar `" .. entry.name .. "`"
  local thing
  thing = values.thing(says, function(key, place)
    local op = calendar_words[key]
    if not op then
      return report(110, core.text_at(place, tostring(key)),
        "`" .. tostring(key) .. "` is nothing that a calendar "
        .. "can be asked for", values.nearest(tostring(key), values.sorted_keys(calendar_words),
        "a calendar has " .. table.concat(values.sorted_keys(calendar_words), " ")))
    end
    return function(self, ...)
      local at = core.text_at(core.here(), key)
      if not rawequal(self, thing) then
        return report(119, at, "`" .. key .. "` is asked with a colon, not with a dot",
          "write :" .. key .. "( )")
      end
      if select("#", ...) ~= 2 then
        return report(119, at, "`" .. key .. "` takes two values in its brackets",
          (key == "days" or key == "school_weeks") and "two dates" or "a date and a number")
      end
      local first, second = ...
      return core.calendar_op(op, entry.thing, { values.node(first, at, "`" .. key .. "`"),
        values.node(second, at, "`" .. key .. "`") }, at)
    end
  end)
  compute.calendars[thing] = entry.thing
  return thing
end

-- The parts are figures; together they have no value.
local function instalments_thing(entry)
  local says = "instalments `" .. entry.name .. "`"
  return values.thing(says, function(_, place)
    return report(213, core.text_at(place, entry.name), says .. " have no value together",
      "a part is a figure: figure." .. entry.name .. "_1")
  end)
end

-- What a life comes to is told by figures of their own, too.
local function life_thing(entry)
  local says = "life `" .. entry.name .. "`"
  return values.thing(says, function(_, place)
    return report(213, core.text_at(place, entry.name), says .. " has no value of its own",
      "what it declares are figures: figure." .. entry.name .. "_ends")
  end)
end

-- Peers have no value either: a word goes over them.
local function peers_thing(entry)
  local says = "peers `" .. entry.name .. "`"
  local thing = values.thing(says, function(key, place)
    return report(110, core.text_at(place, tostring(key)), says .. " have no `" .. tostring(key)
      .. "`", "write median(figure.x, { over = peers." .. entry.name .. " })")
  end)
  compute.peers[thing] = entry.thing
  return thing
end

local makers = { lookup = lookup_thing, calendar = calendar_thing, peers = peers_thing,
  instalments = instalments_thing, life = life_thing }

-- The namespace of a word: called it declares, indexed it refers.
function names.namespace(word, declare)
  return values.thing("the word `" .. word .. "`", function(key, place)
    local entry = by_word[word] and by_word[word][key]
    local at = core.text_at(place, tostring(key))
    if not entry then
      if values.is_broken(key) then return key end
      return report(110, at, "there is no " .. word .. " `" .. tostring(key) .. "`",
        meant(word, tostring(key)))
    end
    if entry.broken then return core.broken(at) end
    if not makers[word] then return reference(entry, at) end
    entry.made = entry.made or makers[word](entry)
    return entry.made
  end, declare)
end

-- --- records -----------------------------------------------------------------------

local link_value

-- What `key` is among the columns of records, as fetch(thing, extra) gives it.
local function column(of, key, fetch)
  local input, link = of.inputs[key], of.links[key]
  if input then return fetch(input) end
  if link and link.broken then return core.broken(core.here()) end
  if link then return link_value(link, fetch) end
end

-- The node of a link: a row of the other records, whose columns follow a dot.
function link_value(link, fetch)
  local to, known = link.to, {}
  for name in pairs(to.inputs) do known[name] = true end
  for name in pairs(to.links) do known[name] = true end
  return fetch(link.thing, { says = "the link `" .. link.name .. "` to `" .. to.name .. "`",
    names = known,
    index = function(key, node)
      local place = core.text_at(core.here(), key)
      local function over(thing, extra) return core.via(node, thing, place, extra) end
      local found = column(to, key, over)
      if found then return found end
      local entry = by_name[key]
      if entry and entry.broken then return core.broken(place) end
      return entry and entry.reached and over(entry.thing) or nil
    end })
end

local function unknown_column(entry, key, place)
  local other = by_name[key]
  if other and other.word ~= "records" then
    return report(110, place, "`" .. entry.name .. "` has no input `" .. key .. "`",
      meant(nil, key))
  end
  local near = core.nearest(key, values.sorted_keys(entry.inputs))
  if near then core.use(entry.inputs[near]) end
  return report(110, place, "`" .. entry.name .. "` has no input `" .. key .. "`",
    values.nearest(key, values.sorted_keys(entry.inputs, entry.links),
    "add input \"" .. key .. "\" to the records"))
end

-- The records as a pack sees them: pupil.need.
function names.records_thing(entry)
  local thing = values.thing("`" .. entry.name .. "`, a kind of records", function(key, place)
    local at = core.text_at(core.text_at(place, entry.name), tostring(key))
    local found = column(entry, key, function(of, extra) return core.reference(of, at, extra) end)
    if found then return found end
    if key == "known" or key == "given" then
      return report(119, at, "`" .. key .. "` is asked of a column or of a link, not of `"
        .. entry.name .. "`")
    end
    return unknown_column(entry, tostring(key), at)
  end)
  names.records[entry.name] = thing
  compute.records[thing] = entry.thing
  return thing
end

-- --- names that are nothing --------------------------------------------------------

-- Each is told once, where it first stands.
local unknown_told = {}

-- Asked for a global that nothing has declared.
function names.unknown(name, known)
  local place = core.text_at(core.here(), name)
  if unknown_told[name] then return core.broken(place) end
  unknown_told[name] = true
  local entry = by_name[name]
  if entry then
    return report(110, place, "`" .. name .. "` alone is nothing here", meant(nil, name))
  end
  return report(110, place, "`" .. name .. "` is nothing that has been declared above",
    values.nearest(name, values.sorted_keys(known, names.records),
    "declare it first, or correct the name"))
end

-- All words, for `local` to keep clear of.
function names.all_words(known)
  return values.sorted_keys(known)
end

return names
