-- Figures printed in the Invest to Save report, recomputed from the figures that it prints beside them.
--
-- Counts of places and children are exact; money and percentages stand for all that would be printed so. Where the
-- report rests on a rounded difference, the claim is made twice: from the difference as it is printed, taken as
-- exact, and from the two unit costs behind it. The tables lie beside this file, copied as they are printed.

pack "invest_to_save_2026" {
  title    = "Invest to Save Budgets in the High Needs Block, 27 January 2026",
  version  = "2026.1",
  language = 1,
  owner    = "the author: Director of Education and Skills",
  source   = "BCP Council, Children's Services Overview and Scrutiny Committee, 27 January 2026",
  approved = "draft",
}

-- What is known of the reasons, by claim. Only what a text shows.
local notes = {
  ["Table 1: Dingley's Promise: children remaining on SEN Support"] =
    "Table 1 prints 2; 4.8 prints 8 in the same list of outcomes",
  ["Table 1: plans in mainstream in February 2025, against the scorecard's January"] =
    "a month apart, and neither report says of what plans its percentage is a share",
  ["Table 1: plans in independent special schools in September 2024, against the scorecard"] =
    "the scorecard has the same share for the same month",
  ["Table 3: cost avoided in 23/24, all places"] =
    "£684k is 18 places; a note under Table 3 says that places commissioned at Autism Unlimited are left out",
  ["Appendix 3: Bedford Borough on 31 March 2025: No deficit"] =
    "the KLOE report prints a deficit of £326k, which its own column of percentages prints as 0%",
}

-- What the committee asked: 2.1 -----------------------------------------------------------------------------------

local asked = { "initiatives put in place over the past three years", "evidence of their impact",
  "new initiatives being developed", "requests in the 2026/27 council budget" }
claim "2.1: further key lines of enquiry" {
  printed = "4", equals = exact(#asked), source = "2.1" }

-- Figures that stand in two places: the second is taken as it stands ----------------------------------------------

for _, row in ipairs(read "shared.csv") do
  claim(row.claim) { printed = row.printed, equals = exact(row.same), source = row.where .. "; " .. row.also,
    note = notes[row.claim] }
end

for _, row in ipairs(read "compared.csv") do
  claim(row.claim) { printed = row.than .. "+", equals = printed(row.more), source = row.source }
end

-- Places: Table 2 -------------------------------------------------------------------------------------------------

local delivered, pipeline = read "delivered.csv", read "pipeline.csv"

local function total(rows, column, as)
  local so_far = as(rows[1][column])
  for place = 2, #rows do
    so_far = so_far + as(rows[place][column])
  end
  return so_far
end

local all_delivered = total(delivered, "places", exact)
local all_pipeline = total(pipeline, "places", exact)

claim "Table 1: places delivered: primary, secondary and post-16" {
  printed = "295", equals = exact(182) + exact(113), source = "Table 1 and Table 2" }
claim "Table 2: places delivered: the four years" {
  printed = "295", equals = all_delivered, source = "Table 2" }
claim "Table 2: places in the pipeline: the two years" {
  printed = "224", equals = all_pipeline, source = "Table 2" }
claim "Table 2: places delivered or in the pipeline, 25/26" {
  printed = "156", equals = exact(60) + exact(96), source = "Table 2" }
claim "Table 2: places delivered or in the pipeline, early years and primary" {
  printed = "406", equals = exact(182) + exact(224), source = "Table 2" }
claim "Table 2: places delivered or in the pipeline" {
  printed = "519", equals = all_delivered + all_pipeline, source = "Table 2" }
claim "Table 2: places delivered or in the pipeline: the five years" {
  printed = "519", equals = exact(46) + exact(49) + exact(140) + exact(156) + exact(128), source = "Table 2" }
claim "Table 2: places delivered or in the pipeline: the two phases" {
  printed = "519", equals = exact(406) + exact(113), source = "Table 2" }

-- Beside Table 11 of the KLOE report, whose 24 early years assessment places Table 2 leaves out.
local kloe_11 = "Table 2; KLOE report, 25 November 2025, Table 11"
claim "Table 2: specialist places delivered or in the pipeline, against the KLOE report" {
  printed = "519", equals = exact(543), source = kloe_11,
  note = "Table 11 has a row of 24 early years assessment places, 12 in 23/24 and 12 in 24/25; Table 2 has none" }
claim "Table 2: the same without early years assessment places" {
  printed = "519", equals = exact(543) - exact(24), source = kloe_11 }
claim "Table 2: the same without early years assessment places, early years and primary" {
  printed = "406", equals = exact(430) - exact(24), source = kloe_11 }
claim "Table 2: the same without early years assessment places, 23/24" {
  printed = "49", equals = exact(61) - exact(12), source = kloe_11 }
claim "Table 2: the same without early years assessment places, 24/25" {
  printed = "140", equals = exact(152) - exact(12), source = kloe_11 }

-- Cost avoided by places: 4.5 and Table 3 -------------------------------------------------------------------------
-- "Places commissioned at Autism Unlimited have been excluded": 31 of the 49 places of 23/24, by what is left.

local dear, near = printed "£64k", printed "£26k"
local gap = exact "£38k"
local counted = total(delivered, "counted", exact)

claim "4.5: difference between an independent and a local place" {
  printed = "£38k", equals = dear - near, source = "4.5" }

for _, row in ipairs(delivered) do
  local name = "Table 3: cost avoided in " .. row.year
  claim(name .. ", places counted") { printed = row.avoided, equals = exact(row.counted) * gap, source = "Table 3" }
  claim(name .. ", places counted, from the two unit costs") { printed = row.avoided,
    equals = exact(row.counted) * (dear - near), source = "4.5 and Table 3" }
  claim(name .. ", all places") { printed = row.avoided, equals = exact(row.places) * gap,
    source = "Table 2 and Table 3", note = notes[name .. ", all places"] }
end
for _, row in ipairs(pipeline) do
  local name = "Table 3: cost avoided by the pipeline in " .. row.year
  claim(name) { printed = row.avoided, equals = exact(row.places) * gap, source = "Table 2 and Table 3" }
  claim(name .. ", from the two unit costs") { printed = row.avoided, equals = exact(row.places) * (dear - near),
    source = "4.5 and Table 3" }
end

claim "Table 3: 264 places counted of 295, without 31 Autism Unlimited places of 23/24" {
  printed = "£10,032k", equals = (all_delivered - exact(31)) * gap, source = "Table 3 and its note",
  note = "31 is 49 places delivered in 23/24 less the 18 that £684k pays for; the report prints neither 31 nor 264" }
claim "4.5: places counted, all four years" {
  printed = "£10,032k", equals = counted * gap, source = "4.5 and Table 3" }
claim "4.5: places counted, all four years, from the two unit costs" {
  printed = "£10,032k", equals = counted * (dear - near), source = "4.5" }
claim "Table 3: places counted, the four years of the table" {
  printed = "£10,032k", equals = total(delivered, "avoided", printed), source = "Table 3" }
claim "Table 1: cost avoided by all 295 places" {
  printed = "£10,032k", equals = all_delivered * gap, source = "Table 1",
  note = "Table 1 prints 295 places beside £10,032k; Table 3 counts 264 of them" }
claim "4.5: all places already commissioned and delivered" {
  printed = "£10m", equals = all_delivered * gap, source = "4.5",
  note = "4.5 says all places; the note under Table 3 leaves those at Autism Unlimited out" }
claim "4.5: places in the pipeline" {
  printed = "£8,512k", equals = all_pipeline * gap, source = "4.5 and Table 3" }
claim "4.5: places in the pipeline, from the two unit costs" {
  printed = "£8,512k", equals = all_pipeline * (dear - near), source = "4.5" }
claim "Table 3: places in the pipeline, the two years of the table" {
  printed = "£8,512k", equals = total(pipeline, "avoided", printed), source = "Table 3" }
claim "Table 3: range of cost avoided" {
  printed = "£18,544k", equals = printed "£10,032k" + printed "£8,512k", source = "Table 3" }
claim "Table 3: range of cost avoided, 488 places" {
  printed = "£18,544k", equals = (counted + all_pipeline) * gap, source = "Table 3" }
claim "4.5: range of cost avoided, 488 places, from the two unit costs" {
  printed = "£18,544k", equals = (counted + all_pipeline) * (dear - near), source = "4.5 and Table 3" }

-- 180 places instead of a free school: 4.6 ------------------------------------------------------------------------

local instead = "4.5 and 4.6"
claim "4.6: about 180 places" {
  printed = "£6m", equals = exact(180) * gap, source = instead,
  note = "180 places at £38k come to £6.84m" }
claim "4.6: about 180 places, from the two unit costs" {
  printed = "£6m", equals = exact(180) * (dear - near), source = instead,
  note = "with both unit costs at the edge of their rounding, still £6.66m" }
claim "4.6: about 180 places, to the nearest ten, from the two unit costs" {
  printed = "£6m", equals = printed("180", { to = "10" }) * (dear - near), source = instead,
  note = "only with both unit costs at the edge of their rounding and fewer than 176 places" }
claim "4.6: capital for about 180 places" {
  printed = "£9m", equals = exact(180) * exact "£50k", source = "4.6",
  note = "£50,000 a place is worked out from the two: the report prints no capital for one place" }

-- Early years: 4.8 to 4.13 ----------------------------------------------------------------------------------------

local mainstream_gap = exact "£47k"
local portage = "4.10 and 4.13"
claim "4.9: Dingley's Promise: 12 children into mainstream" {
  printed = "£564k", equals = exact(12) * mainstream_gap, source = "4.9 and Table 1" }
claim "4.9: Dingley's Promise: 12 children into mainstream, from the rounded difference" {
  printed = "£564k", equals = exact(12) * printed "£47k", source = "4.9 and Table 1" }
claim "4.9: Dingley's Promise: two more sites" {
  printed = "£1m", equals = exact(2) * printed "£564k", source = "4.9",
  note = "Poole and Christchurch at the figure of the first site; the report does not say how it comes to £1m" }
claim "4.8: Dingley's Promise: children placed or reached, against the scorecard's 168 by January 2025" {
  printed = "168+", equals = exact(33) + exact(86),
  source = "4.8, April 2024 to June 2025; SEND Improvement Update, 11 March 2025, scorecard, Jan 25",
  note = "the scorecard prints 119 for November 2024 and 168 for January 2025; neither says how it counts a child" }
claim "4.13: Portage: two children" {
  printed = "£94k", equals = exact(2) * mainstream_gap, source = "4.13 and Table 1" }
claim "4.13: Portage: two children, from the rounded difference" {
  printed = "£94k", equals = exact(2) * printed "£47k", source = "4.13 and Table 1" }
claim "4.13: Portage: children more in mainstream" {
  printed = "2", equals = exact(121) * (printed "66%" - printed "64%"), source = portage,
  note = "4.13 does not say how the two children were found" }
claim "4.13: Portage: children fewer in specialist placements" {
  printed = "2", equals = exact(121) * (printed "24%" - printed "22%"), source = portage,
  note = "4.13 does not say how the two children were found" }

-- Table 1 ---------------------------------------------------------------------------------------------------------

claim "Table 1: total costs avoided" {
  printed = "£10,690k", equals = printed "£10,032k" + printed "£564k" + printed "£94k", source = "Table 1",
  note = "£10,032k is of all years to date, £564k and £94k are of one year (\"pa\")" }
claim "4.5: total costs avoided, by places and children" {
  printed = "£10,690k", equals = counted * gap + (exact(12) + exact(2)) * mainstream_gap,
  source = "4.5, 4.9, 4.13 and Table 1" }

-- New initiatives and the funds: 4.14 and Appendix 2 --------------------------------------------------------------

claim "4.14: initiatives without an auditable figure" {
  printed = "5", equals = exact(3) + exact(2), source = "4.14",
  note = "the first three and the remaining two: no cost avoided is claimed for any, which is not nought" }
claim "Appendix 2: Innovation Fund" {
  printed = "£1.2m", equals = printed "£550,000" + printed "£270,000" + printed "£380,000", source = "Appendix 2" }
claim "Appendix 2: inclusion leads" {
  printed = "3", equals = exact(2) + exact(1), source = "Appendix 2" }

-- Position of the grant: 5.7 and Table 4 --------------------------------------------------------------------------

local position = total(read "position.csv", "amount", printed)
claim "5.7: accumulated deficit 31 March 2026" {
  printed = "£183.6m", equals = position, source = "5.7 and Table 4",
  note = "a cut in funding adds to a deficit; earlier years' money and other blocks take from it" }
claim "Table 4: accumulated deficit 31 March 2027" {
  printed = "£279.3m", equals = position + printed "£95.7m", source = "Table 4" }
claim "Table 4: accumulated deficit 31 March 2027, from the year before" {
  printed = "£279.3m", equals = printed "£183.6m" + printed "£95.7m", source = "Table 4" }
claim "5.7: gap in 2025-26 at quarter three, against quarter two" {
  printed = "£71m", equals = printed "£57.5m" + printed "£15.5m",
  source = "KLOE report, 25 November 2025, 1.1; 5.7 and Table 4",
  note = "the KLOE report had the forecast of quarter two; this one has that of quarter three" }
claim "5.7: accumulated deficit for March 2026 at quarter three, against quarter two" {
  printed = "£183m", equals = printed "£183.6m", source = "KLOE report, 25 November 2025, 1.1; 5.7",
  note = "the KLOE report had the forecast of quarter two; this one has that of quarter three" }

-- Benchmarking: Appendix 3 ----------------------------------------------------------------------------------------
-- The statistics of England are of 151 authorities, of which the report prints eleven: they are not recomputed.

local authorities = read "authorities.csv"
local statistic = {}
for _, row in ipairs(read "statistics.csv") do statistic[row.statistic] = row end

local central = { "independent providers", "targeted mainstream funding", "SEN support services",
  "hospital education", "other alternative provision", "support for inclusion", "schools in difficulty",
  "PFI and BSF", "direct payments", "therapies" }
local alone = { "individual school budgets", "top-up, maintained schools", "top-up, academies and colleges",
  "central spend" }

local function totals(name, row)
  local parts = printed(row["top-up, state schools"])
  for _, line in ipairs(central) do parts = parts + printed(row[line]) end
  claim(name .. ": top-up in state schools") { printed = row["top-up, state schools"], source = "Appendix 3",
    equals = printed(row["top-up, maintained schools"]) + printed(row["top-up, academies and colleges"]) }
  claim(name .. ": central spend, B") { printed = row["central spend"], equals = parts, source = "Appendix 3" }
  claim(name .. ": total high needs, A + B") { printed = row["total high needs"], source = "Appendix 3",
    equals = printed(row["individual school budgets"]) + printed(row["central spend"]) }
end
totals("Appendix 3: England mean", statistic["England mean"])
for _, row in ipairs(authorities) do totals("Appendix 3: " .. row.authority, row) end

-- The neighbours' statistics count BCP in: eleven values.
local function neighbours(line)
  local column = {}
  for place, row in ipairs(authorities) do column[place] = printed(row[line]) end
  local function stands(which) return statistic["Statistical neighbours " .. which][line] end
  claim("Appendix 3: neighbours' median: " .. line) { printed = stands "median", equals = median_of(column),
    source = "Appendix 3" }
  claim("Appendix 3: neighbours' maximum: " .. line) { printed = stands "maximum", equals = higher_of(column),
    source = "Appendix 3" }
  claim("Appendix 3: neighbours' minimum: " .. line) { printed = stands "minimum", equals = lower_of(column),
    source = "Appendix 3" }
end
for _, line in ipairs(alone) do neighbours(line) end
for _, line in ipairs(central) do neighbours(line) end

for _, row in ipairs(read "provisional.csv") do
  claim("Appendix 3: " .. row.statistic .. ", final against provisional: " .. row.line) { printed = row.final,
    equals = printed(row.provisional), source = "Appendix 3; KLOE report, 25 November 2025, Table 4",
    note = "provisional in the KLOE report (10.2), final here (5.1)" }
end

-- The column "DSG deficit / surplus position", beside the balances that the KLOE report prints: a deficit is above
-- nought there, a surplus below.

local balance = {}
for _, row in ipairs(read "balances.csv") do balance[row.authority] = printed(row.balance) end

local as_marked = { ["Large deficit"] = exact(1), ["Medium deficit"] = exact(1), ["No deficit"] = exact(-1),
  ["No Deficit"] = exact(-1) }
local in_credit = { ["Large deficit"] = exact(0), ["Medium deficit"] = exact(0), ["No deficit"] = exact(1),
  ["No Deficit"] = exact(1) }

local marked_in_credit = exact(0)
for _, row in ipairs(authorities) do
  local name = "Appendix 3: " .. row.authority .. " on 31 March 2025: " .. row.position
  claim(name) { printed = "£0+", equals = as_marked[row.position] * balance[row.authority],
    source = "Appendix 3; KLOE report, 25 November 2025, Table 3", note = notes[name] }
  marked_in_credit = marked_in_credit + in_credit[row.position]
end
claim "Appendix 3: authorities without a deficit, against the KLOE report" {
  printed = "4", equals = marked_in_credit, source = "KLOE report, 25 November 2025, 5.3; Appendix 3",
  note = "Appendix 3 marks five; of these Bedford Borough has a deficit of £326k in the KLOE report's Table 3" }
