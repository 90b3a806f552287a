-- Place funding: what places cost in a financial year, what the Department deducts for them from an authority's high
-- needs block, and how that block is built up.
--
-- Money runs from April to March and places from August or September, so a line has two numbers of places: those until
-- the change and those from it. Place funding is not withdrawn when a place stands empty.

pack "place_funding" {
  title    = "Place funding and the high needs block",
  version  = "2026.1",
  language = 1,
  owner    = "School Funding",
  source   = "Dedicated schools grant allocations, 2020-21 to 2023-24: high needs block and place deductions",
  approved = "draft",
  rounding = { to = "1.00", mode = "up" },   -- each line up to the pound, as most of the published deductions are
}

-- The blocks and the places -----------------------------------------------------------------------------------------
-- The parts of a block stand as in the Department's table (columns A to H). An empty cell is missing, and missing is
-- never nought; where `blank` is given, an empty cell is a fact.

local kinds = { "special pre-16", "special post-16", "alternative provision pre-16", "alternative provision post-16",
                "unit", "unit at 6000", "unit at 10000", "mainstream post-16", "16 to 19 academy", "college", "hospital" }

records "authority" {
  what     = "the high needs block of one authority in a financial year",
  key      = "block_id",
  dated_by = "starts_on",
  input "block_id"        { type = "id", required = true },
  input "starts_on"       { type = "date", required = true, label = "1 April of the financial year" },
  input "name"            { type = "text", label = "Authority" },
  input "formula"         { type = "GBP", label = "A: formula without basic entitlement and imports" },
  input "entitlement"     { type = "GBP/pupil", label = "B: basic entitlement, for the area" },
  input "special_pupils"  { type = "pupils", min = 0, label = "C: pupils in special schools and academies" },
  input "imports_sum"     { type = "GBP", blank = "worked out from net imports",
    label = "D: imports and exports, as a sum" },
  input "net_imports"     { type = "pupils", blank = "given as a sum",
    label = "D: pupils imported less pupils exported" },
  input "free_schools"    { type = "GBP", label = "E: special free schools" },
  input "hospital_sum"    { type = "GBP", blank = "not in this year's formula",
    label = "F: hospital education and supplements" },
  input "basis"           { type = "GBP", min = 0, blank = "no additional allocation",
    label = "G: what the additional allocation goes by" },
  input "basis_england"   { type = "GBP", min = 0, blank = "the sum of the authorities given",
    label = "G of all England" },
}

records "line" {
  what     = "the places of one kind at one institution in a financial year",
  key      = "line_id",
  dated_by = "year_start",
  input "line_id"         { type = "id", required = true },
  input "year_start"      { type = "date", required = true, label = "1 April of the financial year" },
  input "block"           { type = "id", label = "The block that it is deducted from" },
  input "institution"     { type = "text", label = "Institution" },
  input "kind"            { type = "choice", label = "Kind of place", one_of = kinds },
  input "paid_by"         { type = "choice", one_of = { "Department", "authority" },
    label = "Who pays the institution" },
  input "places_before"   { type = "places", min = 0, max = 5000, blank = "a sum of money instead",
    label = "Places from April until the number changes" },
  input "places_after"    { type = "places", min = 0, max = 5000, blank = "a sum of money instead",
    label = "Places from the new academic year to March" },
  input "filled_before"   { type = "places", min = 0, max = 5000, blank = "not a unit",
    label = "Of the places of a unit, those filled by a pupil on roll, until the number changes" },
  input "filled_after"    { type = "places", min = 0, max = 5000, blank = "not a unit",
    label = "Of the places of a unit, those filled by a pupil on roll, from the new academic year" },
  input "sum_of_money"    { type = "GBP", min = 0, blank = "paid by places",
    label = "Hospital education: the sum for the year" },
  -- A line whose block is not among the authorities is rejected: it would be deducted from none.
  link "block_of" { to = "authority", by = "block", required = true },
}

-- Rates --------------------------------------------------------------------------------------------------------------
-- A new rate is a new row of rates.csv, or of the parameter here, with the day it takes effect; the row before it stays.
-- months_before: the months of the financial year before the number of places changes; 5 (April to August) before 16,
-- 4 (April to July) after. The rates begin with the first year whose deductions they were held against.
--
-- Units. What the Department pays, its table has in two lines, "unit at 6000" and "unit at 10000", which say how many
-- places have which rate. For a "unit" the pack tells them apart: 6,000 where the pupil is on roll (and draws formula
-- money, too), 10,000 where not. The two rates are published; that they go by the roll is to be read from the
-- operational guide of the year.

lookup "place" { by = { kind = line.kind }, from = "rates.csv",
  types = { rate = "GBP/place/year", months_before = "months" } }

local unit_source = "illustration of when it is paid; the rate is that of high needs place deductions, 2020-21 to 2023-24"
param "unit_filled" { type = "GBP/place/year", label = "A place in a unit, filled by a pupil on roll",
  { from = "2020-04-01", value = 6000, source = unit_source } }
param "unit_empty" { type = "GBP/place/year", label = "A place in a unit, not filled by a pupil on roll",
  { from = "2020-04-01", value = 10000, source = unit_source } }
param "import_rate" { type = "GBP/pupil", label = "For each pupil imported, net",
  { from = "2020-04-01", value = 6000, source = "High needs block, 2020-21 to 2023-24, column D" } }
param "additional" { type = "GBP", min = 0, label = "Additional high needs allocation, England",
  { from = "2020-04-01", value = 0, source = "High needs block 2020-21 and 2021-22: there is none" },
  { from = "2022-04-01", value = 325000000,
    source = "High needs block 2022-23: gives column H of 148 of 150 authorities" },
  { from = "2023-04-01", value = 400000000,
    source = "High needs block 2023-24: gives column H of all 151 authorities" },
  { from = "2024-04-01", value = "expected", source = "to be read from the year's own table" } }

-- What a line costs --------------------------------------------------------------------------------------------------
-- Only the cost of a line is rounded, once: the two parts of a unit's year are added first. A unit with more places
-- filled than it has is refused.

local m = lookup.place.months_before
local function unit_year(places, occupied)
  return funding.unit_places { places = places, occupied = occupied, rate_occupied = param.unit_filled,
                               rate_empty = param.unit_empty }
end
figure "unit_before" { label = "A full year of the unit as it is until the number changes", type = "GBP/year",
  value = unit_year(line.places_before, line.filled_before) }
figure "unit_after" { label = "A full year of the unit as it is from then on", type = "GBP/year",
  value = unit_year(line.places_after, line.filled_after) }

award "place_funding" { label = "Place funding", type = "GBP",
  amount = choose {
    { when = line.kind:is("hospital"), take = line.sum_of_money },
    { when = line.kind:is("unit"),
      take = (figure.unit_before * m + figure.unit_after * (months(12) - m)) / months(12) * years(1) },
    otherwise = funding.place { rate = lookup.place.rate, months_before = m,
                                before = line.places_before, after = line.places_after },
  },
  source = "High needs place deductions, 2020-21 to 2023-24" }

figure "full_year" { label = "A full year of the places from the new year", type = "GBP/year",
  value = choose {
    { when = line.kind:is("unit"), take = figure.unit_after },
    otherwise = lookup.place.rate * line.places_after,
  } }

figure "deducted" { label = "Deducted from the block, as the Department pays", type = "GBP",
  value = choose { { when = line.paid_by:is("Department"), take = award.place_funding }, otherwise = 0 } }

figure "at_institution" { label = "All places of the institution in this year", type = "GBP",
  value = sum(award.place_funding, { by = { line.institution, line.year_start } }) }

-- How the block is built up ------------------------------------------------------------------------------------------
-- Rounded up to the pound, once, at the end. The additional allocation is dealt out by column G, each authority's part
-- rounded up to the pound: together the parts are some pounds more than the allocation.

figure "imports" { label = "D: imports and exports", type = "GBP",
  value = choose { { when = authority.imports_sum:given(), take = authority.imports_sum },
                   otherwise = authority.net_imports * param.import_rate } }
figure "hospital" { label = "F: hospital education and supplements", type = "GBP",
  value = choose { { when = authority.hospital_sum:given(), take = authority.hospital_sum }, otherwise = 0 } }
figure "basis_known" { label = "G: what the additional allocation goes by, or none", type = "GBP",
  value = choose { { when = authority.basis:given(), take = authority.basis }, otherwise = 0 } }
figure "basis_whole" { label = "G of all England, or of the authorities given", type = "GBP",
  value = choose { { when = authority.basis_england:given(), take = authority.basis_england },
                   otherwise = sum(figure.basis_known, { by = { authority.starts_on } }) } }
figure "additional_part" { label = "H: part of the additional allocation", type = "GBP",
  rounding = { to = "1.00", mode = "ceiling" },
  value = choose {
    { when = figure.basis_known:over(0),
      take = funding.share_of_grant { part = figure.basis_known, whole = figure.basis_whole,
                                      grant = param.additional } },
    otherwise = 0,
  } }

figure "high_needs_block" { label = "High needs block before deductions", type = "GBP",
  rounding = { to = "1.00", mode = "ceiling" },
  value = funding.block {
    nff = authority.formula, rate = authority.entitlement, pupils = authority.special_pupils,
    import_export = figure.imports, free_schools = authority.free_schools, hospital = figure.hospital,
    additional = figure.additional_part } }
figure "deductions" { label = "Deducted for places that the Department pays", type = "GBP",
  value = sum(figure.deducted, { for_each = line.block_of }) }
figure "block_paid" { label = "High needs block after deductions", type = "GBP",
  value = figure.high_needs_block - figure.deductions }

figure "says" { label = "In words",
  value = sentence("{name}: a block of {high_needs_block}, less {deductions} for places that the Department pays, "
                   .. "leaves {block_paid}.") }

-- What it comes to ---------------------------------------------------------------------------------------------------

-- As in the Department's table: by kind of place, and then the blocks before and after what is deducted for them.

heading "Place funding of the year, by kind of place"
for i, kind in ipairs(kinds) do
  figure("total_kind_" .. i) { label = kind, type = "GBP",
    value = sum(award.place_funding, { where = line.kind:is(kind) }) }
end
figure "total_places"   { label = "All places", type = "GBP", value = sum(award.place_funding) }

heading "The high needs blocks"
figure "total_block"    { label = "Before deductions", type = "GBP", value = sum(figure.high_needs_block) }
figure "total_additional" { label = "of which additional allocation", type = "GBP",
         value = sum(figure.additional_part) }
figure "total_deducted" { label = "Deducted for places that the Department pays", type = "GBP",
         value = sum(figure.deducted) }
figure "total_paid"     { label = "After deductions", type = "GBP", value = figure.total_block - figure.total_deducted }

-- What holds of every line -------------------------------------------------------------------------------------------

property "more places never cost less" {
  rises(award.place_funding, { with = line.places_before }), rises(award.place_funding, { with = line.places_after }) }
property "no line costs less than nothing" {
  never_under(award.place_funding, 0), never_under(figure.deducted, 0),
  never_over(figure.deducted, award.place_funding) }
property "who pays the institution does not change what its places cost" {
  same_for(award.place_funding, { but = "paid_by" }) }
