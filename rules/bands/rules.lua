-- From a needs profile to a band to a top-up. A school grades each area of need by published descriptors; the points add up
-- to a band; the band has a top-up for the year, and the pupil has the part of it for the days in school.
--
-- What a band pays is topups.csv, dated, which a spreadsheet opens. The points and marks are here.

pack "bands" {
  title    = "Resource allocation: from a needs profile to a band to a top-up",
  version  = "2026.1",
  language = 1,
  owner    = "SEND Strategy",
  source   = "illustration, in the shape of councils' published banding documents",
  approved = "draft",
  rounding = { to = "0.01", mode = "half away from zero" },
}

-- A pupil ------------------------------------------------------------------------------------------------------------

local grades = { "none", "mild", "moderate", "severe" }

records "pupil" {
  what     = "the needs profile of a pupil with an EHC plan",
  key      = "pupil_id",
  dated_by = "moderated_on",
  input "pupil_id"      { type = "id", private = true, required = true },
  input "moderated_on"  { type = "date", required = true, label = "Day the profile was moderated" },
  input "learning"      { type = "choice", one_of = grades, label = "Cognition and learning" },
  input "communication" { type = "choice", one_of = grades, label = "Communication and interaction" },
  input "social"        { type = "choice", one_of = grades, label = "Social, emotional and mental health" },
  input "physical"      { type = "choice", one_of = grades, label = "Sensory and physical" },
  input "starts"        { type = "date", required = true, label = "First day of the top-up" },
  input "ends"          { type = "date", required = true, label = "Last day of the top-up" },
  input "paid_before"   { type = "GBP/year", min = 0, max = 60000, blank = "no top-up before",
                          label = "Top-up a year before these bands" },
}

must "ends_after_it_starts" { at = pupil.ends, source = "illustration",
  test = pupil.ends:on_or_after(pupil.starts),
  say  = "The top-up ends on {ends}, before it starts on {starts}.",
  asks = "write the last day for which it is paid" }
must "within_one_year" { at = pupil.ends, source = "illustration: each financial year is paid by itself",
  test = financial_year(pupil.starts):is(financial_year(pupil.ends)),
  say  = "The top-up runs from {starts} to {ends}, over the end of a financial year.",
  asks = "write a row for each financial year" }

-- Points -------------------------------------------------------------------------------------------------------------

param "protected" { type = "percent", label = "Part of the top-up before that is kept in the first year",
  { from = "2025-04-01", value = 90, source = "illustration", review_by = "2027-03-31" },
  { from = "2026-04-01", value = 80, source = "illustration", review_by = "2027-03-31" } }

local points = { none = 0, mild = 1, moderate = 3, severe = 6 }
local published = "illustration of published descriptors"

score "need" { label = "Points of need", source = published, out_of = 30,
  { of = pupil.learning, points = points, weight = 2, descriptors = {
      none     = "Works within the curriculum of the class.",
      mild     = "Needs tasks broken down in some subjects.",
      moderate = "Works two years or more below the class in most subjects.",
      severe   = "Works on a curriculum of their own." } },
  { of = pupil.communication, points = points, descriptors = {
      none     = "Follows and takes part.",
      mild     = "Needs visual support and time.",
      moderate = "Needs an adult to follow and to be understood for part of each day.",
      severe   = "Communicates by other means than speech, with an adult throughout." } },
  { of = pupil.social, points = points, descriptors = {
      none     = "Copes with what the day brings.",
      mild     = "Needs planned help at known times.",
      moderate = "Needs help every day to stay and to learn.",
      severe   = "Is not safe, or others are not, without an adult throughout." } },
  { of = pupil.physical, points = points, descriptors = {
      none     = "No help is needed.",
      mild     = "Needs equipment or a place near the front.",
      moderate = "Needs an adult for some lessons or for care.",
      severe   = "Needs an adult for mobility or care throughout." } } }

-- The band, and what it pays -----------------------------------------------------------------------------------------

bands "band" { of = score.need, label = "Band", source = published,
  below = { name = "school funded" },
  { at_least = 4,  name = "A" },
  { at_least = 8,  name = "B" },
  { at_least = 14, name = "C" },
  { at_least = 21, name = "D" } }

lookup "topups" { by = { band = bands.band }, types = { topup = "GBP/year" }, from = "topups.csv" }

-- Nobody falls at once by more than the rules say: the part that is protected of what was paid before, where that is more.
local kept = pupil.paid_before * param.protected
figure "protection" { label = "Kept of the top-up before", type = "GBP/year",
  value = choose { { when = pupil.paid_before:given(), take = higher_of { kept - lookup.topups.topup, 0 } },
                   otherwise = 0 } }

-- The days of the top-up over those of its financial year, 365 or 366.
local year_starts = financial_year_end(pupil.starts) - months(12) + days(1)
local part = part_of_year { from = pupil.starts, to = pupil.ends, start = year_starts, count = "days" }

award "topup" { label = "Top-up", type = "GBP", source = published,
  full_year = lookup.topups.topup + figure.protection,
  amount    = (lookup.topups.topup + figure.protection) * part }

property "more paid before is never paid less" { rises(award.topup, { with = pupil.paid_before }) }

-- For the budget -----------------------------------------------------------------------------------------------------

heading "What it costs"
figure "in_year"   { label = "Top-ups this year", type = "GBP", value = sum(award.topup, { missing = "left out" }) }
figure "whole"     { label = "- for a full year", type = "GBP/year", value = sum(award.topup.full_year, { missing = "left out" }) }
figure "protected_money" { label = "- of that kept from before", type = "GBP/year", value = sum(figure.protection, { missing = "left out" }) }
