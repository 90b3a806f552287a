-- claims.lua - claim, printed and exact: a report's figures, worked out again.

local core, need = core, need
local values, check, compute, declare = need "values", need "check", need "compute", need "declare"
local report, takes = values.report, check.takes

local function is_figure(value)
  return core.kind(value) == "integer" or core.kind(value) == "string" and core.is_plain(value)
end

local how = { keys = { to = takes.text } }

-- printed "£38k" is all that would be printed so; exact "£38k" is the amount
-- itself.
local function figure(word, exact)
  compute.words[word] = function(text, given)
    local place = core.text_at(core.here(), word)
    local what = "`" .. word .. "`"
    if values.is_broken(text) or values.is_broken(given) then return core.broken(place) end
    if not is_figure(text) then
      return report(119, place, what .. " takes a figure in quotes, and " .. values.says(text)
        .. " stands here", "write " .. word .. " \"£38k\"")
    end
    if exact and given ~= nil then
      return report(119, place, "`exact` takes a figure and nothing more",
        "what is rounded is printed: printed(\"£64,000\", { to = \"£1,000\" })")
    end
    local facts = check.table({ what = what, place = place, given = given or {} }, how)
    local at = core.kind(text) == "string" and core.text_at(place, text) or place
    return core.printed(tostring(text), facts.to, exact, at)
  end
end

figure("printed", false)
figure("exact", true)

local as_printed = { says = "what is printed, such as \"£38k\" or printed(\"£64,000\", { to = \"£1,000\" })",
  read = function(value, place)
    if values.is_broken(value) or core.is_printed(value) then return value end
    if not is_figure(value) then return core.broken(place), true end
    return core.printed(tostring(value), nil, false, place)
  end }

local claim = {
  keys = { printed = as_printed, equals = takes.formula, source = takes.text, note = takes.text },
  needs = { "printed", "equals", "source" },
}

declare.words.claim = declare.declaring("claim", function(decl)
  local facts = check.table(decl, claim)
  facts.name = decl.name or "?"
  facts.printed = facts.printed or core.broken(decl.place)
  core.claim(facts)
end, true)
