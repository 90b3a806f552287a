-- Figures printed in the SEND Improvement and Safety Valve report of May 2024, recomputed.
--
-- The forgone income of £3.9m a year (paragraph 28) is not recomputed: the report prints no rate of interest. Where a
-- forecast is put beside what a later report prints, both are named, and the later figure corrects nothing here.

pack "improvement_2024" {
  title    = "SEND Progress Update re SEND Improvement Plan and Safety Valve, 22 May 2024",
  version  = "2024.1",
  language = 1,
  owner    = "the author: Interim Education and Skills Service Director",
  source   = "BCP Council, Cabinet, 22 May 2024",
  approved = "draft",
}

-- What is known of the reasons, by claim. Only what a text shows.
local notes = {
  ["paragraph 12: % parental requests, February 24"] =
    "this report prints 23% for February 24, the scorecard of a year later 22%; both print 22% for March 24",
  ["paragraph 12: progress from March '23 to March 24: in-year annual reviews"] =
    "the table prints 65.9%, 70.1% and 62.1%: lower than a year before",
}

local kloe_3 = "KLOE report, 25 November 2025, Table 3"

-- Figures that stand in two places: the second is taken as it stands ----------------------------------------------

for _, row in ipairs(read "shared.csv") do
  claim(row.claim) { printed = row.printed, equals = exact(row.same), source = row.where .. "; " .. row.also,
    note = notes[row.claim] }
end

-- The plan: paragraph 6 -------------------------------------------------------------------------------------------

local areas = { "leadership, management and governance", "co-production and communication",
  "early identification and intervention", "inclusion", "pathway", "sufficiency", "preparation for adulthood",
  "managing resources" }
claim "paragraph 6: priority areas" {
  printed = "8", equals = exact(#areas), source = "paragraph 6" }

-- Progress to the end of March: paragraph 12 ----------------------------------------------------------------------

for _, row in ipairs(read "progress.csv") do
  local name = "paragraph 12: progress from March '23 to March 24: " .. row.area
  claim(name) { printed = row.before .. "+", equals = printed(row.march), source = "paragraph 12",
    note = notes[name] }
end
claim "paragraph 12: progress from March '23 to March 24: annual review backlog" {
  printed = "0+", equals = exact(2012) - exact(1030), source = "paragraph 12" }
claim "paragraph 12: in-year timeliness of annual reviews has improved, against February 24" {
  printed = "70.1%+", equals = printed "62.1%", source = "paragraph 12, row \"Annual Review backlog\"",
  note = "the row says that in-year timeliness has improved; the row below it prints 70.1% and then 62.1%" }

-- Inclusion: paragraph 16 -----------------------------------------------------------------------------------------

claim "paragraph 16: plans in mainstream are comparatively low" {
  printed = "37.3%+", equals = printed "41%", source = "paragraph 16" }

-- Money: paragraphs 21 to 28 --------------------------------------------------------------------------------------

claim "paragraph 24: the high needs gap" {
  printed = "£29m", equals = printed "£28m", source = "paragraph 24; paragraphs 21 and 22",
  note = "24 says that the annual gap is already £29 million, 21 and 22 that £28m is budgeted for 2024/25" }
claim "paragraph 28: paid each year above the grant, about" {
  printed = printed("£30m", { to = "£5m" }), equals = printed "£28m", source = "paragraph 28; paragraph 21",
  note = "printed as c£30m, taken as to the nearest £5m" }
claim "paragraphs 21 and 27: accumulated deficit on 31 March 2025" {
  printed = "£91m", equals = printed "£63m" + printed "£28m", source = "paragraphs 21 and 27" }
local a_year = 1 + printed "3%"
claim "paragraph 24: growth of plans over five years is ahead of 3% a year" {
  printed = "0%+", equals = printed "35%" - (a_year * a_year * a_year * a_year * a_year - 1), source = "paragraph 24",
  note = "3% a year for five years is 15.9%" }

-- The override: paragraph 26 --------------------------------------------------------------------------------------

claim "paragraph 26: years of the override" {
  printed = "6", equals = exact(3) + exact(3), source = "paragraph 26",
  note = "the years that begin on 1 April 2020, 2021 and 2022, and an extension of three" }
claim "paragraph 26: years of the extension" {
  printed = "3", equals = exact(2026) - exact(2023), source = "paragraph 26" }

-- What later reports print ----------------------------------------------------------------------------------------

claim "paragraph 2: accumulated deficit on 31 March 2024, from the accounts of a year later" {
  printed = "£63m", equals = printed "£113,257k" - printed "£49,745k", source = "paragraph 2; " .. kloe_3,
  note = "an estimate here; later the deficit of March 2025 less that of its year is £63,512k" }
claim "paragraph 27: accumulated deficit on 31 March 2025, as it came out" {
  printed = "£91m", equals = printed "£113,257k", source = "paragraph 27; " .. kloe_3,
  note = "a forecast here; £113.3m in the Invest to Save report, Table 4" }
claim "paragraph 21: gap of 2024/25, as it came out" {
  printed = "£28m", equals = printed "£49,745k", source = "paragraph 21; " .. kloe_3,
  note = "a budget here; the deficit of the year there" }
claim "paragraph 2: year in which the override ends" {
  printed = "2026", equals = exact(2028), source = "paragraph 2; Invest to Save report, 27 January 2026, 5.2",
  note = "extended since, from 31 March 2026 to the end of March 2028" }
