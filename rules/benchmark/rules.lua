-- Section 251 spending beside neighbours and England: for each line the pounds a head, what the neighbours and England
-- spend, the place among them, and a word and a sentence for a report.
--
-- Net and gross are two tables, neither added nor compared. Each line is divided by its own population. Means of lines
-- add up to the mean of their total; medians do not, so a total that the Department prints none for has none here.

pack "benchmark" {
  title    = "Section 251 spending beside neighbours and England",
  version  = "2026.1",
  language = 1,
  owner    = "Schools Finance",
  source   = "Section 251 benchmarking tables, budgets 2024-25 (gross) and 2025-26 (net)",
  approved = "draft",
}

-- The lines ----------------------------------------------------------------------------------------------------------
-- A new line is a new row here, and its four columns in the data: NAME_gross and NAME_income, which are pounds, and
-- NAME_net_a_head and NAME_gross_a_head, where only those are printed. `by` is the population that it is divided by.

local high_needs = "heads_0_19"   -- of the section 251 table; the high needs benchmarking tool has heads_2_18

local lines = {
  { name = "places",           by = high_needs,     says = "High needs places (1.0.2)" },
  { name = "topup_maintained", by = high_needs,     says = "Top-up, maintained schools (1.2.1)" },
  { name = "topup_academies",  by = high_needs,     says = "Top-up, academies and colleges (1.2.2)" },
  { name = "independent",      by = high_needs,     says = "Independent and non-maintained providers (1.2.3)" },
  { name = "targeted",         by = high_needs,     says = "Additional targeted funding, mainstream (1.2.4)" },
  { name = "sen_support",      by = high_needs,     says = "SEN support services (1.2.5)" },
  { name = "hospital",         by = high_needs,     says = "Hospital education (1.2.6)" },
  { name = "alternative",      by = high_needs,     says = "Other alternative provision (1.2.7)" },
  { name = "inclusion",        by = high_needs,     says = "Support for inclusion (1.2.8)" },
  { name = "in_difficulty",    by = high_needs,     says = "Special schools and PRUs in difficulty (1.2.9)" },
  { name = "pfi",              by = high_needs,     says = "PFI and BSF costs (1.2.10)" },
  { name = "direct_payments",  by = high_needs,     says = "Direct payments (1.2.11)" },
  { name = "therapies",        by = high_needs,     says = "Therapies and other health services (1.2.13)" },
  { name = "psychology",       by = "pupils_3_19",  says = "Educational psychology (2.1.1)" },
  { name = "administration",   by = "pupils_3_19",  says = "SEN administration and assessment (2.1.2)" },
  { name = "advice",           by = "pupils_3_19",  says = "Information, advice and support (2.1.3)" },
  { name = "transport_pre_16", by = "pupils_3_15",  says = "SEN transport before 16 (2.1.4)" },
  { name = "transport_16_18",  by = "heads_16_18",  says = "SEN transport, 16 to 18 (2.1.6)" },
  { name = "transport_19_25",  by = "heads_19_25",  says = "SEN transport, 19 to 25 (2.1.7)" },
}

-- What totals contain: places stand apart from the central lines, and both together are all. The Department prints a
-- median of the central total, but not of the others. 1.2.12 (carbon reduction) left the budget in 2023-24.

local central = { "topup_maintained", "topup_academies", "independent", "targeted", "sen_support", "hospital",
                  "alternative", "inclusion", "in_difficulty", "pfi", "direct_payments", "therapies" }
local totals = {
  central = { name = "central", by = high_needs, says = "Central total (1.2.1 to 1.2.13, without places)" },
  topup   = { name = "topup",   by = high_needs, says = "Top-up in state schools (1.2.1 and 1.2.2)" },
  all     = { name = "all",     by = high_needs, says = "Places and central total (1.0.2 and 1.2.1 to 1.2.13)" },
}

-- `near`: a difference of fewer pounds a head than this is around average, whatever it is in per cent.

local populations = {
  { name = high_needs,    near = 10, says = "Population of the high needs lines" },
  { name = "heads_16_18", near = 10, says = "Population aged 16 to 18" },
  { name = "heads_19_25", near = 10, says = "Population aged 19 to 25" },
  { name = "pupils_3_19", near = 10, says = "Pupils aged 3 to 19 of maintained schools and academies" },
  { name = "pupils_3_15", near = 10, says = "Pupils aged 3 to 15 of maintained schools and academies" },
}

-- The authorities and their neighbours -------------------------------------------------------------------------------
-- One row for an authority in a year. An empty cell is missing, and missing is never nought; so is a cell with one of
-- the Department's marks. Where `blank` is given, an empty cell is a fact.

local columns = {}
for _, people in ipairs(populations) do
  table.insert(columns, input(people.name) { type = people.name, min = 1, label = people.says })
end
for _, line in ipairs(lines) do
  local unit = "GBP/" .. line.by .. "/year"
  table.insert(columns, input(line.name .. "_gross") { type = "gross GBP/year", label = line.says .. ", gross" })
  table.insert(columns, input(line.name .. "_income") { type = "GBP/year", label = line.says .. ", income" })
  for _, basis in ipairs { "net", "gross" } do
    table.insert(columns, input(line.name .. "_" .. basis .. "_a_head") { type = basis .. " " .. unit,
      blank = "worked out from the amount", label = line.says .. ", as printed, " .. basis })
  end
end
for _, basis in ipairs { "net", "gross" } do
  table.insert(columns, input("central_" .. basis .. "_a_head") { blank = "the lines together",
    type = basis .. " GBP/" .. high_needs .. "/year", label = "Central total, as printed, " .. basis })
end

records "authority" {
  what    = "a local authority in a financial year",
  key     = "authority_year",
  missing = { c = "confidential", x = "not available", z = "does not apply", [":"] = "not available",
              u = "of low reliability", low = "rounds to nought and is not nought" },
  input "authority_year" { type = "id", required = true },
  input "la_code"        { type = "id", label = "Number of the authority" },
  input "name"           { type = "text", label = "Authority" },
  input "year"           { type = "text", label = "Financial year" },
  table.unpack(columns),
}
records "neighbour" {
  what = "one neighbour of one authority",
  input "authority_year" { type = "id", required = true },
  input "neighbour_year" { type = "id", required = true, label = "The neighbour in the same year" },
  link "home" { to = "authority", by = "authority_year" },
  link "peer" { to = "authority", by = "neighbour_year" },
}

-- own: "included" counts the authority among its neighbours, which the Department does (eleven values); "left out" does
-- not, as in the local authority interactive tool (ten).

local own = "included"
peers "neighbours" { label = "statistical neighbours", of = neighbour.home, are = neighbour.peer, own = own,
  source = "All printed medians of both tables are those of eleven values, the authority's own among them" }

local england = none { authority.la_code:one_of { "201", "420" } }   -- but City of London and Isles of Scilly

-- What is high -------------------------------------------------------------------------------------------------------
-- A level goes by the difference from the neighbours' median (of a total without one: their mean), as a part of it.

local levels = function(of, label)
  return { of = of, label = label, source = "illustration, chosen to agree with the narratives of both reports",
    below = { name = "very low" },
    { at_least = "-0.50", name = "low" },
    { over     = "-0.20", name = "around average" },
    { at_least = "0.20",  name = "high" },
    { at_least = "0.50",  name = "very high" } }
end
param "fewest" { type = "count", label = "Values that must be known for a statistic of neighbours",
  { from = "2020-04-01", value = 5, source = "illustration" } }
for _, people in ipairs(populations) do
  for _, basis in ipairs { "net", "gross" } do
    param("near_" .. basis .. "_" .. people.name) { type = basis .. " GBP/" .. people.name .. "/year", min = "0.01",
      label = "Fewer pounds apart are average, " .. basis .. ": " .. people.says,
      { from = "2020-04-01", value = people.near, source = "illustration" } }
  end
end
param "ours" { type = "id", label = "The authority and year of the summary",
  { from = "2020-04-01", value = "839 2025-26", source = "illustration" } }

-- The comparison -----------------------------------------------------------------------------------------------------
-- Pounds a head are rounded to the penny, and so is what is said of them. A total is rounded once, not line by line.

local penny = { to = "0.01", mode = "half away from zero" }
local all_statistics = {
  { name = "median", of = median, says = "median" },
  { name = "mean", of = mean, says = "mean" },
  { name = "lower_quartile", of = lower_quartile, says = "lower quartile" },
  { name = "upper_quartile", of = upper_quartile, says = "upper quartile" },
  { name = "highest", of = maximum, says = "highest" },
  { name = "lowest", of = minimum, says = "lowest" },
}
local mean_alone = { { name = "mean", of = mean, says = "mean" } }

local function compare(basis, line, value, statistics)
  local name, says = basis .. "_" .. line.name, line.says .. ", " .. basis
  local unit = basis .. " GBP/" .. line.by .. "/year"
  figure(name) { label = says, type = unit, rounding = penny, value = value }
  local mine = figure[name]
  figure(name .. "_values") { label = says .. ": neighbours' values that are known",
    value = count(authority, { over = peers.neighbours, where = mine:known(), missing = "left out" }) }
  local function enough(statistic)
    return choose { { when = figure[name .. "_values"]:at_least(param.fewest), take = statistic }, otherwise = missing }
  end
  for _, one in ipairs(statistics) do
    figure(name .. "_" .. one.name) { label = says .. ": neighbours' " .. one.says, type = unit, rounding = penny,
      value = enough(one.of(mine, { over = peers.neighbours, missing = "left out" })) }
    figure(name .. "_england_" .. one.name) { label = says .. ": England's " .. one.says, type = unit,
      rounding = penny, value = one.of(mine, { where = england, by = { authority.year }, missing = "left out" }) }
  end
  figure(name .. "_rank") { label = says .. ": place among neighbours",
    value = enough(rank(mine, { over = peers.neighbours, missing = "left out", first = "highest" })) }
  figure(name .. "_england_rank") { label = says .. ": place in England",
    value = rank(mine, { where = england, by = { authority.year }, missing = "left out", first = "highest" }) }

  local usual, near = figure[name .. "_" .. statistics[1].name], param["near_" .. basis .. "_" .. line.by]
  local function part_of_it(or_else)
    return choose { { when = usual:over(0), take = (mine - usual) / usual }, otherwise = or_else }
  end
  figure(name .. "_above") { label = says .. ": above the neighbours' " .. statistics[1].says .. ", as a part of it",
    rounding = { to = "0.001", mode = "half away from zero" },
    value = choose { { when = (mine - usual):at_least(near), take = part_of_it(1) },
                     { when = (usual - mine):at_least(near), take = part_of_it(-1) }, otherwise = 0 } }
  bands(name .. "_level")(levels(figure[name .. "_above"], says .. ": beside neighbours"))
  figure(name .. "_says") { label = says .. ", in words",
    value = sentence("{name}, " .. line.says .. ": {" .. name .. "_level}. {" .. name .. "}; the neighbours' "
                     .. statistics[1].says .. " is {" .. name .. "_" .. statistics[1].name .. "}; place {" .. name
                     .. "_rank} of {" .. name .. "_values}.") }
end

local amount_of = {
  net   = function(gross, income) return funding.net { gross = gross, income = income } end,
  gross = function(gross) return gross end,
}
local function together(names, a_head)
  local total = a_head[names[1]]
  for i = 2, #names do total = total + a_head[names[i]] end
  return total
end

for _, basis in ipairs { "net", "gross" } do
  local a_head = {}
  for _, line in ipairs(lines) do
    local gross, income = authority[line.name .. "_gross"], authority[line.name .. "_income"]
    local given = authority[line.name .. "_" .. basis .. "_a_head"]
    a_head[line.name] = choose { { when = given:given(), take = given },
      otherwise = funding.per_head { amount = amount_of[basis](gross, income), people = authority[line.by] } }
    compare(basis, line, a_head[line.name], all_statistics)
  end
  local given = authority["central_" .. basis .. "_a_head"]
  a_head.central = choose { { when = given:given(), take = given }, otherwise = together(central, a_head) }
  compare(basis, totals.central, a_head.central, all_statistics)
  compare(basis, totals.topup, together({ "topup_maintained", "topup_academies" }, a_head), mean_alone)
  compare(basis, totals.all, together({ "places", "central" }, a_head), mean_alone)
end

-- The summary --------------------------------------------------------------------------------------------------------
-- What `--out table` shows of the authority and year `ours`; `--set ours=…` puts another beside it. A row
-- here is a line that is shown.

local summary = {
  { "net_places",      usual = "median", says = "Places" },
  { "net_topup",       usual = "mean",   says = "Top-up in state schools" },
  { "net_independent", usual = "median", says = "Independent and non-maintained providers" },
  { "net_targeted",    usual = "median", says = "Targeted funding in mainstream schools" },
  { "net_sen_support", usual = "median", says = "SEN support services" },
  { "net_alternative", usual = "median", says = "Other alternative provision" },
  { "net_inclusion",   usual = "median", says = "Support for inclusion" },
  { "net_therapies",   usual = "median", says = "Therapies and other health services" },
  { "net_central",     usual = "median", says = "Central total, without places" },
  { "net_all",         usual = "mean",   says = "Places and central total" },
}
local ours = { where = authority.authority_year:is(param.ours) }
heading "The comparison"
figure "whose"  { label = "Authority and year", value = param.ours }
figure "beside" { label = "Neighbours with a value for places, the authority's own " .. own,
  value = maximum(figure.net_places_values, ours) }
for _, line in ipairs(summary) do
  local name, unit = line[1], "net GBP/" .. high_needs .. "/year"
  heading(line.says)
  figure("ours_" .. name) { label = "this authority", type = unit, value = maximum(figure[name], ours) }
  figure("usual_" .. name) { label = "neighbours' " .. line.usual .. ", own " .. own, type = unit,
    value = maximum(figure[name .. "_" .. line.usual], ours) }
  bands("level_" .. name)(levels(maximum(figure[name .. "_above"], ours), "beside neighbours"))
end
