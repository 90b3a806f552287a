-- Figures printed in the SEND Improvement Update of March 2025, recomputed: its text here, its scorecard (Appendix 1)
-- in scorecard.lua.
--
-- Counts are exact; percentages stand for all that would be printed so. The report's graphs are not in its text, so
-- what only they show is left out.

pack "improvement_2025" {
  title    = "SEND Improvement Update, 11 March 2025",
  version  = "2025.1",
  language = 1,
  owner    = "the author: Director of Education and Skills",
  source   = "BCP Council, Children's Services Overview and Scrutiny Committee, 11 March 2025",
  approved = "draft",
}

local card = require "card"

-- What is known of the reasons, by claim. Only what the text shows.
local notes = {
  ["section 2: reviews completed collaboratively, now: January 2025"] =
    "80% is November's in the scorecard, which prints 71% for December and 79% for January",
  ["section 2: reviews moderated, now: January 2025"] =
    "71% is November's in the scorecard, which prints 50% for December and 43% for January",
  ["section 2: parents happy with the plan, now: January 2025"] =
    "100% is September's and November's in the scorecard, which prints 83% for December and January",
  ["section 2: parents who contributed, now: January 2025"] =
    "the scorecard prints 100% for November and 83% for December and January, if its ten figures end with January",
  ["section I: rate of requests in 2023 was above national"] = "80.7 is below the 82.3 that is printed beside it",
  ["section I: rate of requests in 2023 was above the south-west"] =
    "80.7 is below the 88.3 that is printed beside it",
  ["scorecard: fewer decisions for parents in 2024 than in 2023, against the KLOE report"] =
    "the scorecard counts cases conceded with those found for parents; the KLOE report speaks of hearings",
  ["section 3: EOTAS has risen for seven months: Jul 24"] = "the scorecard falls from 5.6% to 4.0%",
  ["section 3: EOTAS has risen for seven months: Dec 24"] = "the scorecard prints 5.6% in November and in December",
  ["section IV: mediations rise by over 30 a month: Aug 24"] = "from 273 to 295",
}

-- Figures that stand in the text and in the scorecard, there taken as they stand ----------------------------------

for _, row in ipairs(read "shared.csv") do
  claim(row.claim) { printed = row.printed, equals = exact(card[row.line][row.month]),
    source = row.where .. "; scorecard, " .. row.line .. ", " .. row.month, note = notes[row.claim] }
end

for _, row in ipairs(read "compared.csv") do
  claim(row.claim) { printed = row.than .. "+", equals = printed(row.more), source = row.source,
    note = notes[row.claim] }
end

-- The caseload: sections 1 and 3 ----------------------------------------------------------------------------------

local plans = exact "4453" / exact "3791" - 1
claim "section 3: increase in plans, January 2024 to January 2025" {
  printed = "17.5%", equals = plans, source = "section 3" }
claim "section 1: the caseload is higher than at this point last year" {
  printed = "18%", equals = plans, source = "section 1; section 3",
  note = "17.46%: 17.5% rounded once more would be 18%" }

-- "Risen every month for the past 7 months".
local function grows(words, line, least, span)
  for place = 2, #span do
    local name = words .. ": " .. span[place]
    local now, before = card[line][span[place]], card[line][span[place - 1]]
    claim(name) { printed = least, equals = printed(now) - printed(before),
      source = "scorecard, " .. line, note = notes[name] }
  end
end
grows("section 3: EOTAS has risen for seven months",
  "% of EHCPs in Other - arrangements by LA (EOTAS S61 & S19)", "0.01%+",
  { "Jun 24", "Jul 24", "Aug 24", "Sep 24", "Oct 24", "Nov 24", "Dec 24", "Jan 25" })

-- Requests for assessment: section I ------------------------------------------------------------------------------

local requests = card["No. of requests for EHC assessment"]

claim "section I: increase in requests, November 2023 to November 2024" {
  printed = "76%", equals = exact "167" / exact "95" - 1, source = "section I" }
claim "section I: increase in requests, autumn term 2023 to autumn term 2024" {
  printed = "71.6%", equals = exact "398" / exact "232" - 1, source = "section I" }
claim "section I: requests in the autumn term 2024, September to December" {
  printed = "398",
  equals = exact(requests["Sep 24"]) + exact(requests["Oct 24"]) + exact(requests["Nov 24"])
    + exact(requests["Dec 24"]),
  source = "section I; scorecard",
  note = "the scorecard has 46, 85, 167 and 115" }

local year = { "Dec 23", "Jan 24", "Feb 24", "Mar 24", "Apr 24", "May 24", "Jun 24", "Jul 24", "Aug 24", "Sep 24",
  "Oct 24", "Nov 24" }
local twelve_months, in_order = exact(0), {}
for place, month in ipairs(year) do
  twelve_months = twelve_months + exact(requests[month])
  in_order[place] = exact(requests[month])
end
claim "section II: requests between November 2023 and November 2024" {
  printed = "1262", equals = exact "95" + twelve_months, source = "section II; section I and scorecard",
  note = "November 2023 and the twelve months after it" }
claim "section II: requests in a calendar year" {
  printed = "1262", equals = twelve_months, source = "section II; scorecard",
  note = "1262 is of thirteen months: both Novembers are in it" }
claim "section I: the highest number of requests recorded" {
  printed = "167", equals = higher_of(in_order), source = "section I; scorecard",
  note = "of the twelve months to November 2024" }

claim "section I: the majority of requests in November 2024 were for children aged 3" {
  printed = "50%+", equals = exact "32" / exact "167", source = "section I",
  note = "32 of 167 is 19%" }
claim "section I: initial requests assessed in 2023, against the KLOE report" {
  printed = "59%", equals = printed "69.5%", source = "section I; KLOE report, 25 November 2025, Table 5, 2023",
  note = "the KLOE report says: assessments that meet statutory thresholds; neither prints the number of requests" }

-- "We are saying no to a plan less often than our comparators": what is left of each share that led to a plan.
local no_plan = 1 - printed "84.2%"
local no_less = "no to a plan is what is left of the shares that led to one: 15.8% here, and 5%, 9% and 9%"
claim "section I: no to a plan less often than nationally" {
  printed = "0%+", equals = (1 - printed "95%") - no_plan, source = "section I",
  note = no_less }
claim "section I: no to a plan less often than in the south-west" {
  printed = "0%+", equals = (1 - printed "91%") - no_plan, source = "section I",
  note = no_less }
claim "section I: no to a plan less often than statistical neighbours" {
  printed = "0%+", equals = (1 - printed "91%") - no_plan, source = "section I",
  note = no_less }

-- Appeals and mediation: section IV -------------------------------------------------------------------------------

claim "section IV: increase in January's appeals and mediation requests" {
  printed = "82.6%", equals = exact "42" / exact "23" - 1, source = "section IV" }
claim "section IV: appeals and mediation requests of 2024, both added" {
  printed = "435",
  equals = exact(card["Total number of mediations"]["Dec 24"])
    + exact(card["No. of appeals registered with the SEND tribunal"]["Dec 24"]),
  source = "section IV; scorecard, Dec 24",
  note = "435 is the scorecard's mediations alone; it prints 141 appeals beside them" }
grows("section IV: mediations rise by over 30 a month", "Total number of mediations", "31+",
  { "Jun 24", "Jul 24", "Aug 24", "Sep 24", "Oct 24", "Nov 24", "Dec 24" })

local officers, placement = printed "£100,000", printed "£30,000+"
claim "section IV: two officers: 4 appeals recoup them" {
  printed = "£100,000+", equals = exact(4) * placement, source = "section IV",
  note = "£100,000 / £30,000 is 3.33 appeals, so 4" }
claim "section IV: two officers: 3 appeals do not" {
  printed = "£0+", equals = officers - exact(3) * placement, source = "section IV",
  note = "at £30,000 each; placements that cost £33,334 or more would need 3 only" }

require "scorecard"
