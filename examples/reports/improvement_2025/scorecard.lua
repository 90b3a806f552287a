-- The scorecard (Appendix 1), recomputed from itself.

local card = require "card"

local calendar_months = { "Dec 23", "Jan 24", "Feb 24", "Mar 24", "Apr 24", "May 24", "Jun 24", "Jul 24", "Aug 24",
  "Sep 24", "Oct 24", "Nov 24", "Dec 24", "Jan 25" }
local month_before = {}
for place = 2, #calendar_months do month_before[calendar_months[place]] = calendar_months[place - 1] end

-- What is known of the reasons, by claim. Only what the text shows.
local cut = "cut off where it would be rounded up"
local notes = {
  ["scorecard: followed by appeals, Dec 23"] = "10 of 143 is 7.0%; 14.3% would be 10 of 70",
  ["scorecard: followed by appeals, Apr 24"] = cut,
  ["scorecard: followed by appeals, May 24"] = "24 of 175 is 13.71%",
  ["scorecard: followed by appeals, Aug 24"] = "3 is printed in brackets; 35 of 295 is 11.86%",
  ["scorecard: followed by appeals, Oct 24"] = cut,
  ["scorecard: followed by appeals, Dec 24"] = "71 of 435 is 16.32%",
  ["scorecard: followed by appeals, Jan 25"] = cut,
  ["scorecard: conceded, Mar 24"] = cut,
  ["scorecard: conceded, Oct 24"] = cut,
  ["scorecard: conceded, Nov 24"] = cut,
  ["scorecard: conceded, Dec 24"] = cut,
  ["scorecard: conceded, Jan 25"] = cut,
  ["scorecard: withdrawn, Dec 23"] = cut,
  ["scorecard: withdrawn, Feb 24"] = cut,
  ["scorecard: withdrawn, Jul 24"] = "11 of 79 is 13.92%; 10 of 79 is 12.66%",
  ["scorecard: withdrawn, Aug 24"] = "11 of 91 is 12.09%; 12 of 91 is 13.19%",
  ["scorecard: withdrawn, Sep 24"] = cut,
  ["scorecard: withdrawn, Oct 24"] = cut,
  ["scorecard: withdrawn, Nov 24"] = cut,
  ["scorecard: No. of Children accessing SEN Funding - Tier 1, Apr 24: down"] =
    "130 is printed for tier 1 and for tier 3 in Apr 24; tier 1 has 61 before and 59 after",
}

-- Shares with their counts in brackets: of the mediations, of the appeals -----------------------------------------

local followed = card["% of mediation cases that were followed by appeals"]
local conceded = card["% of cases where LA conceded/found in favour of parent"]
local withdrawn = card["% of cases where parent withdrew/found in favour of LA"]
local mediations = card["Total number of mediations"]
local appeals = card["No. of appeals registered with the SEND tribunal"]

local function part(name, as_printed, number, whole)
  claim(name) { printed = as_printed, equals = exact(number) / exact(whole), source = "scorecard",
    note = notes[name] }
end
for _, row in ipairs(read "brackets.csv") do
  part("scorecard: followed by appeals, " .. row.month, followed[row.month], row.followed, mediations[row.month])
  part("scorecard: conceded, " .. row.month, conceded[row.month], row.conceded, appeals[row.month])
  part("scorecard: withdrawn, " .. row.month, withdrawn[row.month], row.withdrawn, appeals[row.month])
end

-- Young people not in education, employment or training -----------------------------------------------------------
-- Added up, so as shares of all aged 16 to 25: as shares of their own ages, the whole would lie between the two.

for _, month in ipairs { "Oct 24", "Nov 24", "Dec 24" } do
  claim("scorecard: NEET aged 16 to 25, " .. month) {
    printed = card["% of EHCP young people NEET (16-25yrs)"][month],
    equals = printed(card["% of EHCP young people NEET (16-18yrs)"][month])
      + printed(card["% of EHCP young people NEET (19-25yrs)"][month]),
    source = "scorecard",
    note = "those aged 16 to 18 and 19 to 25 added up; the scorecard does not say of whom each is a share" }
end

-- The caseload of children who turn five: before, and issued in the month -----------------------------------------
-- A new cohort begins in September. Children who move or whose plan ceases are not printed.

local stock = card["No. of 'Rising 5yr olds' with an EHCP"]
local issued = card["No. of 'Rising 5yr olds' issued an EHCP in month"]
local cohorts = {
  { "Dec 23", "Jan 24", "Feb 24", "Mar 24", "Apr 24", "May 24", "Jun 24", "Jul 24", "Aug 24" },
  { "Sep 24", "Oct 24", "Nov 24", "Dec 24", "Jan 25" },
}
for _, cohort in ipairs(cohorts) do
  for place = 2, #cohort do
    local now, before = cohort[place], cohort[place - 1]
    claim("scorecard: rising fives with a plan, " .. now) { printed = stock[now],
      equals = exact(stock[before]) + exact(issued[now]), source = "scorecard",
      note = "the month before, and those issued a plan in the month" }
  end
end

-- Arrows: up, down or the same as the month before ----------------------------------------------------------------
-- No key is printed. Read so, all but fifteen of the arrows are those of the figures beside them. What is printed is an
-- arrow: `1+` and `0.01%+` stand for a change the way it points, and 0 for none.

local figure_of = { count = exact, share = printed }
local turned = { up = 1, down = -1, same = 1 }
local moved = { count = "1+", share = "0.01%+" }
local level = { count = "0", share = "0.00%" }
local change = { up = moved, down = moved, same = level }

local function known(name, otherwise)
  for _, note in ipairs { notes[name] } do return note end
  return otherwise
end

for _, row in ipairs(read "arrows.csv") do
  local line = card[row.line]
  local now, before = line[row.month], line[month_before[row.month]]
  local name = "scorecard: " .. row.line .. ", " .. row.month .. ": " .. row.arrow
  claim(name) { printed = change[row.arrow][line.unit], source = "scorecard",
    note = known(name, "the figures are " .. before .. " and then " .. now .. "; no key says what an arrow means"),
    equals = turned[row.arrow] * (figure_of[line.unit](now) - figure_of[line.unit](before)) }
end
