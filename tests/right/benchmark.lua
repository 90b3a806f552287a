pack "benchmark" {
  title = "Section 251 spending beside neighbours and England", version = "2026.1", owner = "Schools Finance",
  source = "Section 251 benchmarking table, explanatory notes", approved = "draft",
  rounding = { to = "1.00", mode = "half away from zero" },
}

records "authority" {
  what = "a local authority in one year", key = "la_code",
  missing = { c = "confidential", x = "not available", z = "does not apply" },
  input "la_code" { type = "id", required = true },
  input "la_name" { type = "text" },
  input "topup" { type = "net GBP/year", label = "Top-up, all state providers (1.2.1 + 1.2.2)" },
  input "independent" { type = "net GBP/year", label = "Top-up, non-maintained and independent (1.2.3)" },
  input "population_0_19" { type = "heads_0_19", min = 1, label = "Population aged 0 to 19" },
}
records "neighbour" {
  what = "one neighbour of one authority", key = "row_id",
  input "row_id" { type = "id", required = true },
  input "la" { type = "id" }, input "neighbour_la" { type = "id" },
  link "home" { to = "authority", by = "la" },
  link "peer" { to = "authority", by = "neighbour_la" },
}

peers "neighbours" { label = "statistical neighbours, May 2025", of = neighbour.home, are = neighbour.peer,
  own = "included", source = "the Department's neighbour median counts the authority itself: eleven values" }
peers "ten" { label = "the neighbours without the authority", of = neighbour.home, are = neighbour.peer,
  own = "left out", source = "Local Authority Interactive Tool: the mean of ten" }

local lines = {
  { name = "topup", spend = authority.topup, says = "Top-up in state schools" },
  { name = "independent", spend = authority.independent, says = "Independent and non-maintained" },
}
local england = authority.la_name:is_not("City of London")
local a_head_a_year = "net GBP/head_0_19/year"

for _, l in ipairs(lines) do
  figure(l.name .. "_a_head") { label = l.says .. ", a head aged 0 to 19", type = a_head_a_year,
    value = l.spend / authority.population_0_19 }
  local mine = figure[l.name .. "_a_head"]
  figure(l.name .. "_neighbours") { label = l.says .. ": neighbours' median", type = a_head_a_year,
    value = median(mine, { over = peers.neighbours, missing = "left out" }) }
  figure(l.name .. "_most") { label = l.says .. ": neighbours' maximum", type = a_head_a_year,
    value = maximum(mine, { over = peers.neighbours, missing = "left out" }) }
  figure(l.name .. "_england") { label = l.says .. ": England median", type = a_head_a_year,
    value = median(mine, { where = england, missing = "left out" }) }
  figure(l.name .. "_rank") { label = l.says .. ": rank among neighbours",
    value = rank(mine, { over = peers.neighbours, first = "highest", missing = "left out" }) }
  figure(l.name .. "_quarter") { label = l.says .. ": quarter of England",
    value = quartile(mine, { where = england, missing = "left out" }) }
  figure(l.name .. "_whole") { type = a_head_a_year, value = mine,
    rounding = { to = "1.00", mode = "half away from zero" } }
  figure(l.name .. "_mean") { label = l.says .. ": mean of the others", type = a_head_a_year,
    value = mean(figure[l.name .. "_whole"], { over = peers.ten, missing = "left out" }) }
  bands(l.name .. "_level") { label = l.says .. ": beside neighbours", source = "illustration",
    of = mine / figure[l.name .. "_neighbours"],
    below = { name = "low" },
    { at_least = "0.80", name = "below average" },
    { at_least = "0.95", name = "around average" },
    { at_least = "1.05", name = "above average" },
    { at_least = "1.50", name = "very high" } }
  figure(l.name .. "_says") { label = l.says,
    value = sentence(l.says .. " costs {" .. l.name .. "_a_head}: {" .. l.name .. "_level} against {"
      .. l.name .. "_neighbours}.") }
end

-- Independent places, pounds a head: BCP and its ten neighbours, section 251 budget 2025-26.
-- Each is given a thousand heads; top-ups are left missing but for one.
local ten = { { "Bedford", 119 }, { "Southend", 70 }, { "Kent", 248 }, { "Devon", 352 }, { "Milton Keynes", 113 },
  { "Bexley", 93 }, { "West Sussex", 454 }, { "Norfolk", 355 }, { "East Sussex", 227 }, { "Essex", 144 } }
local authorities, pairs_of_bcp = {}, {}
authorities[1] = { la_code = "BCP", la_name = "BCP", independent = 525000, topup = 479000, population_0_19 = 1000 }
for i, one in ipairs(ten) do
  authorities[i + 1] = { la_code = one[1], la_name = one[1], independent = one[2] * 1000, population_0_19 = 1000 }
  pairs_of_bcp[i] = { row_id = one[1], la = "BCP", neighbour_la = one[1] }
end
authorities[12] = { la_code = "City", la_name = "City of London", independent = 9000000, population_0_19 = 1000 }

example "eleven values" { on = "2026-03-31",
  rows = { authority = authorities, neighbour = pairs_of_bcp },
  expect = { independent_neighbours = 227, independent_most = 525, independent_rank = 1, independent_quarter = 4,
    independent_england = 227, independent_mean = "217.5", independent_level = "very high",
    topup_neighbours = 479, topup_rank = 1, topup_mean = missing, topup_level = "around average",
    independent_says = "Independent and non-maintained costs £525.00 a head aged 0 to 19 a year, net: very high against £227.00 a head aged 0 to 19 a year, net." } }
