-- What must stay true. Figures of eleven authorities are those printed in the section 251 tables; the others are made
-- up.

local function authorities(column, values, changes)
  local rows, pairs_of_first = {}, {}
  for i, value in ipairs(values) do
    rows[i] = { authority_year = "A" .. i, la_code = "A" .. i, name = "Authority " .. i, year = "2025-26" }
    rows[i][column] = value
    pairs_of_first[i] = { authority_year = "A1", neighbour_year = "A" .. i }
  end
  table.remove(pairs_of_first, 1)
  for name, value in pairs(changes) do rows[1][name] = value end
  return { authority = rows, neighbour = pairs_of_first }
end
local function first(column, values, expect, changes)
  return { on = "2026-04-01", rows = authorities(column, values, changes), expect = expect }
end

example "independent places, 2025-26: eleven values, the authority's own among them"(
  first("independent_net_a_head", { 525, 119, 70, 248, 352, 113, 93, 454, 355, 227, 144 },
    { net_independent = 525, net_independent_values = 11, net_independent_median = 227, net_independent_mean = "245.45",
      net_independent_lower_quartile = 116, net_independent_upper_quartile = "353.5", net_independent_highest = 525,
      net_independent_lowest = 70, net_independent_rank = 1, net_independent_england_rank = 1,
      net_independent_england_median = 227, net_independent_level = "very high",
      net_independent_says = "BCP, Independent and non-maintained providers (1.2.3): very high. £525.00 a head aged 0 to "
        .. "19 a year, net; the neighbours' median is £227.00 a head aged 0 to 19 a year, net; place 1 of 11." },
    { name = "BCP" }))
example "central total, 2025-26, as printed"(
  first("central_net_a_head", { 1261, 754, 706, 819, 874, 712, 864, 1053, 1050, 676, 689 },
    { net_central = 1261, net_central_median = 819, net_central_lowest = 676, net_central_level = "very high" }, {}))
example "2024-25 is gross: net is not known of it"(
  first("central_gross_a_head", { 908, 599, 700, 836, 811, 668, 736, 932, 841, 725, 548 },
    { gross_central = 908, gross_central_median = 736, gross_central_highest = 932, gross_central_rank = 2,
      gross_central_level = "high", net_central = missing, net_central_median = missing, net_central_level = missing },
    {}))

-- Levels: a hundred is the neighbours' median, and twenty pounds where the difference in pounds decides.

local function level(own, of, expected)
  example("a level: £" .. own .. " beside £" .. of) {
    on = "2026-04-01", params = { ours = "A1" }, rows = authorities("places_net_a_head", { own, of, of, of, of }, {}),
    expect = { net_places_level = expected, level_net_places = expected, ours_net_places = own, beside = 5,
               usual_net_places = of } }
end
level(49,  100, "very low")
level(50,  100, "low")
level(80,  100, "low")
level(81,  100, "around average")
level(119, 100, "around average")
level(120, 100, "high")
level(149, 100, "high")
level(150, 100, "very high")
level(11,  20,  "around average")
level(10,  20,  "low")
level(29,  20,  "around average")
level(30,  20,  "very high")
level(10,  0,   "very high")
level(9,   0,   "around average")
level(-10, 0,   "very low")
level(-30, -20, "very low")
level(-10, -20, "very high")

-- Ten pounds, of each population and of net and gross: with that difference, a penny less, and beside nothing.
for _, line in ipairs { "places", "psychology", "transport_pre_16", "transport_16_18", "transport_19_25" } do
  for _, basis in ipairs { "net", "gross" } do
    local name = basis .. "_" .. line
    for own, of in pairs { ["30"] = { 20, "0.5" }, ["29.99"] = { 20, 0 }, ["10"] = { 0, 1 }, ["-10"] = { 0, -1 },
                           ["10.01"] = { "0.01", 1000 }, ["1200.4"] = { 1000, "0.2" } } do
      example(name .. ": £" .. own .. " beside £" .. of[1]) {
        on = "2020-04-01",
        rows = authorities(line .. "_" .. basis .. "_a_head", { own, of[1], of[1], of[1], of[1] }, {}),
        expect = { [name .. "_above"] = of[2] } }
    end
  end
end
local with_one_absent = authorities("places_net_a_head", { 9, 1, 2, 3, 4 }, {})
table.insert(with_one_absent.neighbour, { authority_year = "A1", neighbour_year = "ABSENT" })
example "a neighbour that is not in the data is left out" {
  on = "2026-04-01", rows = with_one_absent,
  expect = { net_places_values = 5, net_places_median = 3, net_places_rank = 1 } }
example "the summary of an authority without neighbours: there is its own value alone" {
  on = "2026-04-01", params = { ours = "A2" }, rows = with_one_absent,
  expect = { beside = 1, ours_net_places = 1, usual_net_places = missing } }
for _, code in ipairs { "201", "420" } do
  example("authority " .. code .. " is not among those of England")(
    first("places_net_a_head", { 1, 2, 3 }, { net_places_england_median = "2.5" }, { la_code = code }))
end
example "half a penny of a median goes up"(
  first("places_net_a_head", { 10, "10.01" }, { net_places_england_median = "10.01" }, {}))
example "whose summary it is, since April 2020" {
  on = "2020-04-01", rows = authorities("places_net_a_head", { 1 }, {}), expect = { whose = "839 2025-26" } }

example "six values: halfway between the third and the fourth"(
  first("places_net_a_head", { 10, 20, 30, "30.01", 50, 60 },
    { net_places_values = 6, net_places_median = "30.01", net_places_rank = 6 }, {}))
example "England's mean, quartiles, highest and lowest"(
  first("places_net_a_head", { 1, 2, 3, 5, 9, 9, 11 },
    { net_places_england_mean = "5.71", net_places_england_median = 5, net_places_england_lower_quartile = "2.5",
      net_places_england_upper_quartile = 9, net_places_england_highest = 11, net_places_england_lowest = 1 }, {}))
example "a third of a pound is 33 pence"(
  first("places_net_a_head", { 0, 0, 1 }, { net_places_england_mean = "0.33" }, {}))
example "an eighth of a pound a head is 13 pence"(
  first("places_net_a_head", { "" }, { net_places = "0.13" },
    { places_gross = 1, places_income = 0, heads_0_19 = 8 }))

-- A thousandth to either side of a level, and a penny to either side of the ten pounds and of nothing.
level(499,  1000, "very low")
level(501,  1000, "low")
level(799,  1000, "low")
level(801,  1000, "around average")
level(1199, 1000, "around average")
level(1201, 1000, "high")
level(1499, 1000, "high")
level(1501, 1000, "very high")
level("29.99", 20, "around average")
level("30.01", 20, "very high")
level("10.01", 20, "around average")
level("9.99",  20, "very low")
level(20,      20, "around average")
level(30,   "0.01",  "very high")
level(30,   "-0.01", "very high")
level(-30,  "0.01",  "very low")
level(-30,  "-0.01", "very low")

example "five values are enough, and equal ones share the better place"(
  first("places_net_a_head", { 170, 190, 170, 160, 150 },
    { net_places_values = 5, net_places_median = 170, net_places_rank = 2, net_places_england_rank = 2 }, {}))
example "four are not"(
  first("places_net_a_head", { 170, 190, 170, 160, missing },
    { net_places_values = 4, net_places = 170, net_places_median = missing, net_places_rank = missing,
      net_places_level = missing, net_places_england_median = 170, net_places_england_rank = 2 }, {}))
example "a mark is not a nought"(
  first("places_net_a_head", { 170, 190, 170, 160, 150, "c", "low" },
    { net_places_values = 5, net_places_median = 170, net_places_lowest = 150 }, {}))
example "City of London is not counted in England, but among neighbours"(
  first("places_net_a_head", { 900, 190, 170, 160, 150 },
    { net_places_highest = 900, net_places_england_highest = 190, net_places_rank = 1,
      net_places_england_rank = missing }, { la_code = "201" }))

-- Amounts, each divided by its own population.

local spending = {
  authority_year = "A1", la_code = "A1", name = "Authority", year = "2025-26",
  heads_0_19 = 1000, heads_16_18 = 150, heads_19_25 = 300, pupils_3_19 = 700, pupils_3_15 = 600,
  places_gross = 170500, places_income = 500, places_net_a_head = "", places_gross_a_head = "",
  topup_maintained_gross = 200000, topup_maintained_income = 333, topup_maintained_net_a_head = "",
  topup_maintained_gross_a_head = "", topup_academies_gross = 250000, topup_academies_income = 333,
  topup_academies_net_a_head = "", topup_academies_gross_a_head = "",
  alternative_gross = 20000, alternative_income = 22000, alternative_net_a_head = "", alternative_gross_a_head = "",
  psychology_gross = 14000, psychology_income = 3500, psychology_net_a_head = "",
  administration_gross = 35000, administration_income = 0, administration_net_a_head = "",
  advice_gross = 3500, advice_income = 700, advice_net_a_head = "",
  transport_pre_16_gross = 90000, transport_pre_16_income = 0, transport_pre_16_net_a_head = "",
  transport_16_18_gross = 15000, transport_16_18_income = 1500, transport_16_18_net_a_head = "",
  transport_19_25_gross = 4500, transport_19_25_income = 0, transport_19_25_net_a_head = "",
}
local function amounts(changes, expect)
  local row = {}
  for name, value in pairs(spending) do row[name] = value end
  for name, value in pairs(changes) do row[name] = value end
  return { on = "2026-04-01", given = row, expect = expect }
end

example "gross less income, by head"(amounts({},
  { net_places = 170, gross_places = "170.50", net_alternative = -2, gross_alternative = 20 }))
example "each line by its own population"(amounts({},
  { net_psychology = 15, net_administration = 50, net_advice = 4, net_transport_pre_16 = 150, net_transport_16_18 = 90,
    net_transport_19_25 = 15 }))
example "a total is rounded once"(amounts({},
  { net_topup_maintained = "199.67", net_topup_academies = "249.67", net_topup = "449.33", gross_topup = 450 }))
example "what is printed goes before what would be worked out"(amounts({ places_net_a_head = 171 },
  { net_places = 171 }))
example "an income that is not given is not none"(amounts({ places_income = missing },
  { net_places = missing, gross_places = "170.50" }))
example "an amount with a mark"(amounts({ places_gross = ":" }, { net_places = missing, gross_places = missing }))
example "a population that is not given"(amounts({ heads_0_19 = missing },
  { net_places = missing, net_psychology = 15 }))

local all_lines = { "topup_maintained", "topup_academies", "independent", "targeted", "sen_support", "hospital",
                    "alternative", "inclusion", "in_difficulty", "pfi", "direct_payments", "therapies" }
local each = { places_net_a_head = 203, central_net_a_head = "" }
for i, name in ipairs(all_lines) do each[name .. "_net_a_head"] = i end
example "what the totals contain"(amounts(each, { net_central = 78, net_all = 281, net_topup = 3 }))
each.hospital_net_a_head = "x"
example "a total with a line that is not known"(amounts(each,
  { net_central = missing, net_all = missing, net_topup = 3 }))
each.central_net_a_head = 79
example "a total as printed, whatever its lines come to"(amounts(each, { net_central = 79, net_all = 282 }))
