-- What must stay true. Each example is this line, or this block, with what the example says changed.

local function one_line(kind, changes)
  local row = { line_id = "EXAMPLE", year_start = "2021-04-01", block = "EXAMPLE", institution = "Example School",
                kind = kind, paid_by = "Department", places_before = "", places_after = "", filled_before = "",
                filled_after = "", sum_of_money = "" }
  for name, value in pairs(changes) do row[name] = value end
  return row
end
local function lines(kind, changes) return { line = { one_line(kind, changes) } } end
local function one_block(changes)
  local row = { block_id = "EXAMPLE", starts_on = "2021-04-01", name = "Example Council", formula = 40000000,
                entitlement = "4660.50", special_pupils = "1000.01", imports_sum = "", net_imports = -275,
                free_schools = 42000, hospital_sum = "", basis = "", basis_england = "" }
  for name, value in pairs(changes) do row[name] = value end
  return row
end
local function blocks(changes) return { authority = { one_block(changes) } } end

example "three places until August and two from September" {
  on = "2021-04-01", rows = lines("alternative provision pre-16", { places_before = 3, places_after = 2 }),
  expect = { place_funding = 24167, full_year = 20000, deducted = 24167 } }
example "college places change in August" {
  on = "2021-04-01", rows = lines("college", { places_before = 418, places_after = 438 }),
  expect = { place_funding = 2588000, full_year = 2628000 } }
example "half a place" {
  on = "2021-04-01", rows = lines("special pre-16", { places_before = "10.5", places_after = "10.5" }),
  expect = { place_funding = 105000 } }
example "special places after 16 change in August" {
  on = "2021-04-01", rows = lines("special post-16", { places_before = 12, places_after = 6 }),
  expect = { place_funding = 80000 } }
example "alternative provision after 16 is funded at 6,000" {
  on = "2021-04-01", rows = lines("alternative provision post-16", { places_before = 3, places_after = 6 }),
  expect = { place_funding = 30000 } }
example "a unit that the Department's table has at 6,000" {
  on = "2021-04-01", rows = lines("unit at 6000", { places_before = 7, places_after = 9 }),
  expect = { place_funding = 49000 } }
example "a unit's places that the Department's table has at 10,000" {
  on = "2021-04-01", rows = lines("unit at 10000", { places_before = 1, places_after = 0 }),
  expect = { place_funding = 4167, full_year = 0 } }
example "sixth form places" {
  on = "2021-04-01", rows = lines("mainstream post-16", { places_before = 2, places_after = 5 }),
  expect = { place_funding = 24000 } }
example "places of a 16 to 19 academy" {
  on = "2021-04-01", rows = lines("16 to 19 academy", { places_before = 10, places_after = 16 }),
  expect = { place_funding = 84000 } }
example "a unit of twelve, eight filled and then ten" {
  on = "2021-04-01",
  rows = lines("unit", { places_before = 12, places_after = 12, filled_before = 8, filled_after = 10 }),
  expect = { place_funding = 83334, full_year = 80000 } }
example "hospital education is a sum of money" {
  on = "2021-04-01", rows = lines("hospital", { sum_of_money = 192473 }),
  expect = { place_funding = 192473, full_year = missing, deducted = 192473 } }
example "what the authority pays is not deducted" {
  on = "2021-04-01", rows = lines("special pre-16", { paid_by = "authority", places_before = 90, places_after = 96 }),
  expect = { place_funding = 935000, deducted = 0, total_deducted = 0 } }
example "places that are not given are not none" {
  on = "2021-04-01", rows = lines("special pre-16", { places_before = missing, places_after = 96 }),
  expect = { place_funding = missing, deducted = missing } }

example "275 more pupils go out than come in, and the pence are rounded up" {
  on = "2021-04-01", rows = blocks {},
  expect = { imports = -1650000, hospital = 0, additional_part = 0, high_needs_block = 43052547 } }
example "imports as a sum, and a hospital sum" {
  on = "2021-04-01", rows = blocks { net_imports = "", imports_sum = 1881000, hospital_sum = 500000 },
  expect = { imports = 1881000, hospital = 500000, high_needs_block = 47083547 } }
example "a quarter of a pupil" {
  on = "2021-04-01", rows = blocks { net_imports = "0.25", hospital_sum = 500000 }, expect = { imports = 1500 } }
example "a part of the additional allocation is rounded up to the pound" {
  on = "2023-04-01", rows = blocks { starts_on = "2023-04-01", basis = 50000001, basis_england = 8000000000 },
  expect = { additional_part = 2500001, high_needs_block = 45552548 } }
example "what the additional allocation goes by is that of all authorities given" {
  on = "2023-04-01", rows = blocks { starts_on = "2023-04-01", basis = 50000000 },
  expect = { additional_part = 400000000 } }
example "a part of the formula that is not given" {
  on = "2021-04-01", rows = blocks { free_schools = missing }, expect = { high_needs_block = missing } }

-- Days on which a figure changes, and figures to the penny -----------------------------------------------------------

example "the rates and the price of an import stand from the first day of 2020-21; nothing additional is dealt out" {
  on = "2020-04-01",
  rows = {
    authority = { one_block { starts_on = "2020-04-01", basis = 50000000 } },
    line = { one_line("unit", { year_start = "2020-04-01", places_before = 12, places_after = 10, filled_before = 8,
                                filled_after = 10 }) } },
  expect = { unit_before = 88000, unit_after = 60000, place_funding = 71667, imports = -1650000, additional_part = 0,
             high_needs_block = 43052547 } }

-- A half of all that the allocation goes by is a half of the allocation, £162,500,000 or £200,000,000. A penny more of
-- the basis makes it a pound more, since each part is rounded up.
for year, half in pairs { ["2022"] = 162500000, ["2023"] = 200000000 } do
  example("two authorities, one with half of the basis and a penny: " .. year) {
    on = year .. "-04-01",
    rows = { authority = {
      one_block { block_id = "A", starts_on = year .. "-04-01", basis = "4000000000.01" },
      one_block { block_id = "B", starts_on = year .. "-04-01", basis = "3999999999.99" },
      one_block { block_id = "C", starts_on = "2021-04-01", basis = 50000000 } } },
    expect = { basis_whole = 8000000000, additional_part = half + 1, total_additional = half + half + 1 } }
end
example "what was dealt out before stands to 31 March: none, then £325m, then £400m" {
  on = "2024-03-31",
  rows = { authority = {
    one_block { block_id = "A", starts_on = "2022-03-31", basis = 50000000 },
    one_block { block_id = "B", starts_on = "2023-03-31", basis = 50000000 },
    one_block { block_id = "C", starts_on = "2024-03-31", basis = 50000000 } } },
  expect = { additional_part = 0, total_additional = 725000000 } }
example "what is dealt out from 2024-25 on is not known yet: the block is in no total" {
  on = "2024-04-01", rows = blocks { starts_on = "2024-04-01", basis = 50000000 },
  expect = { basis_known = 50000000, total_additional = 0, total_block = 0 } }

example "an authority with no basis has no part, though nobody else has one" {
  on = "2023-04-01", rows = blocks { starts_on = "2023-04-01", basis = "" },
  expect = { basis_known = 0, basis_whole = 0, additional_part = 0 } }
example "a penny of the basis brings a pound" {
  on = "2023-04-01", rows = blocks { starts_on = "2023-04-01", basis = "0.01", basis_england = 8000000000 },
  expect = { additional_part = 1 } }
example "21 pence are rounded up to the pound" {
  on = "2021-04-01", rows = blocks { special_pupils = "1000.02" }, expect = { high_needs_block = 43052594 } }
example "where pupils sent out cost more than the formula brings, 50 pence are rounded up too: there is less to repay" {
  on = "2021-04-01", rows = blocks { formula = 100000, special_pupils = 1 }, expect = { high_needs_block = -1503339 } }

-- A whole year -------------------------------------------------------------------------------------------------------
-- Of each kind, ten places at one school and twenty at another, all year, and ten and twenty thousand pounds of
-- hospital education; all paid by the Department and deducted from the first of two blocks. The next year's seven
-- places of the first school are paid by the authority.

local year = {
  authority = { one_block {}, one_block { block_id = "ANOTHER" } },
  line = {
    one_line("unit", { line_id = "U1", institution = "School of 10", places_before = 10, places_after = 10,
                       filled_before = 10, filled_after = 10 }),
    one_line("unit", { line_id = "U2", institution = "School of 20", places_before = 20, places_after = 20,
                       filled_before = 20, filled_after = 20 }),
    one_line("hospital", { line_id = "H1", institution = "School of 10", sum_of_money = 10000 }),
    one_line("hospital", { line_id = "H2", institution = "School of 20", sum_of_money = 20000 }),
    one_line("special pre-16", { line_id = "NEXT", institution = "School of 10", year_start = "2022-04-01",
                                 paid_by = "authority", places_before = 7, places_after = 7 }) } }
local expect = {
  at_institution = 770000, total_places = 2380000, deductions = 2310000, high_needs_block = 43052547,
  block_paid = 40742547, total_block = 86105094, total_deducted = 2310000, total_paid = 83795094,
  total_kind_5 = 180000, total_kind_11 = 30000,
  says = "Example Council: a block of £43,052,547.00, less £2,310,000.00 for places that the Department pays, leaves "
    .. "£40,742,547.00." }
for _, of in ipairs {
  { 1, "special pre-16", 370000 }, { 2, "special post-16", 300000 }, { 3, "alternative provision pre-16", 300000 },
  { 4, "alternative provision post-16", 180000 }, { 6, "unit at 6000", 180000 }, { 7, "unit at 10000", 300000 },
  { 8, "mainstream post-16", 180000 }, { 9, "16 to 19 academy", 180000 }, { 10, "college", 180000 },
} do
  local number, kind, cost = of[1], of[2], of[3]
  for _, n in ipairs { 10, 20 } do
    table.insert(year.line, one_line(kind, { line_id = kind .. n, institution = "School of " .. n, places_before = n,
                                             places_after = n }))
  end
  expect["total_kind_" .. number] = cost
end
example "what a year comes to, by kind of place, by school and by block" {
  on = "2021-04-01", rows = year, expect = expect }
