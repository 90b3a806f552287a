pack "place_funding" {
  title    = "Place funding and the deduction for it",
  version  = "2026.1",
  owner    = "School Funding",
  source   = "High needs funding operational guide",
  approved = "draft",
  rounding = { to = "1.00", mode = "up" },          -- each line, as the Department's published deductions
}

records "line" {
  what = "the places of one type at one institution",
  key  = "line_id",
  dated_by = "year_start",
  input "line_id"       { type = "id", required = true },
  input "institution"   { type = "text" },
  input "year_start"    { type = "date", required = true, label = "1 April of the financial year" },
  input "place_type"    { type = "choice", one_of = { "special", "AP", "unit occupied", "unit empty", "FE", "post-16 mainstream", "post-16 AP" } },
  input "places_before" { type = "places", min = 0, label = "Places until the summer" },
  input "places_after"  { type = "places", min = 0, label = "Places from the new academic year" },
}

param "recoupment_starts" { type = "date", label = "Deductions are made from",
  { from = "2013-04-01", value = "2013-04-01", source = "High needs funding operational guide" } }

lookup "place" { by = { place_type = line.place_type }, from = "place_rates.csv",
  types = { rate = "GBP/place/year", months_before = "months" } }

figure "full_year" { label = "A full year at the new number", type = "GBP/year",
  value = lookup.place.rate * line.places_after }

award "deduction" { label = "Place funding", type = "GBP",
  when   = line.year_start:on_or_after(param.recoupment_starts),
  amount = lookup.place.rate * (line.places_before * lookup.place.months_before
             + line.places_after * (months(12) - lookup.place.months_before)) / months(12) * years(1),
  source = "High needs place deductions, 2020-21 and 2021-22" }

figure "by_institution" { label = "The institution's places", type = "GBP", value = sum(award.deduction, { by = { line.institution } }) }
figure "total"          { label = "Deducted from the high needs block", type = "GBP", value = sum(award.deduction) }

example "three places, then two, at 10,000" {
  given  = { line_id = "1", year_start = "2021-04-01", place_type = "AP", places_before = 3, places_after = 2 },
  expect = { deduction = 24167 } }
example "college places change in August" {
  given  = { line_id = "1", year_start = "2021-04-01", place_type = "FE", places_before = 418, places_after = 438 },
  expect = { deduction = 2588000 } }
example "half a place" {
  given  = { line_id = "1", year_start = "2021-04-01", place_type = "special", places_before = "10.5", places_after = "10.5" },
  expect = { deduction = 105000 } }

