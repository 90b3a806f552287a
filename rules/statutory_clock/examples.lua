-- What must stay true of rules.lua. Each example is this request, or this plan, with what the example says changed.
-- 2 March 2026 is a Monday; six weeks from it end on 13 April, sixteen on 22 June, twenty on 20 July.

local function with(row, changes)
  for name, value in pairs(changes) do row[name] = value end
  return row
end
local function request(changes)
  return with({ case_id = "C", received = "2026-03-02", decided = "", decision = "", draft_sent = "", refused = "",
                finalised = "", withdrawn = "", exception = "", exception_to = "" }, changes)
end
local function plan(changes)
  return with({ plan_id = "P", born = "2015-06-01", first_made = "2025-03-10", reviewed = "", met_on = "", told_on = "",
                outcome = "", notice_on = "", amended_on = "", ended_on = "", moves_on = "", moves_to = "",
                named_on = "" }, changes)
end
local function asked(changes) return { request = { request(changes) }, plan = {}, sitting = {} } end
local function held(changes) return { request = {}, plan = { plan(changes) }, sitting = {} } end
local assessed = { decided = "2026-04-13", decision = "assess" }
local function agreed(changes) return asked(with(with({}, assessed), changes)) end

-- A request ----------------------------------------------------------------------------------------------------------

example "six, sixteen and twenty weeks" {
  on = "2026-03-02", rows = asked {},
  expect = { decide_by = "2026-04-13", answer_by = "2026-06-22", final_by = "2026-07-20", step = "decision",
             due = "2026-04-13", send_by = "2026-04-13", settled = "no", late = "no", days_late = 0, soon = "no",
             in_six = "cannot tell", in_sixteen = "cannot tell", in_twenty = "cannot tell",
             says = "Next is the decision, due by 13 April 2026; the last working day for it is 13 April 2026.",
             open_decision = 1, late_decision = 0, latest = 0, due_soon = 0, for_panel = 0 } }
example "due in four weeks is soon" {
  on = "2026-03-16", rows = asked {}, expect = { soon = "yes", due_soon = 1 } }
example "due in four weeks and a day is not" { on = "2026-03-15", rows = asked {}, expect = { soon = "no" } }
example "on the day it is due it is not late" {
  on = "2026-04-13", rows = asked {}, expect = { late = "no", soon = "yes", in_six = "cannot tell" } }
example "a day later it is, though nobody wrote it down" {
  on = "2026-04-14", rows = asked {},
  expect = { late = "yes", days_late = 1, soon = "no", in_six = "unmet", is_excused = "no", in_twenty = "cannot tell",
             late_decision = 1, latest = 1,
             says = "Next is the decision, due by 13 April 2026: 1 day late." } }
example "told on the last day" {
  on = "2026-05-01", rows = agreed {},
  expect = { in_six = "met", step = "draft plan or refusal", due = "2026-06-22", days_to_decide = 28, late = "no",
             open_draft = 1, late_draft = 0 } }
example "told a day late" { on = "2026-05-01", rows = agreed { decided = "2026-04-14" }, expect = { in_six = "unmet" } }
example "what comes after the day of the run has not come" {
  on = "2026-04-12", rows = agreed {}, expect = { step = "decision", in_six = "cannot tell" } }
example "what comes on the day of the run has come" {
  on = "2026-04-13", rows = agreed {}, expect = { step = "draft plan or refusal", in_six = "met" } }
example "a request that is not taken on" {
  on = "2026-05-01", rows = asked { decided = "2026-04-10", decision = "do not assess" },
  expect = { settled = "yes", step = "closed", due = missing, send_by = missing, late = "no", days_late = 0,
             soon = "no", in_six = "met", in_sixteen = "cannot tell", in_twenty = "cannot tell",
             says = "Nothing is left to do.", open_decision = 0 } }
example "a decision that the data do not tell" {
  on = "2026-05-01", rows = agreed { decision = missing }, expect = { step = missing, late = missing, due_soon = 0 } }
example "withdrawn before it was due" {
  on = "2026-08-01", rows = asked { withdrawn = "2026-04-01" },
  expect = { settled = "yes", step = "closed", in_six = "cannot tell", in_twenty = "cannot tell" } }
example "a draft on the last day" {
  on = "2026-07-20", rows = agreed { draft_sent = "2026-06-22" },
  expect = { in_sixteen = "met", step = "final plan", due = "2026-07-20", comment_by = "2026-07-06", late = "no",
             open_final = 1, late_final = 0, in_twenty = "cannot tell" } }
example "a draft a day late" {
  on = "2026-07-21", rows = agreed { draft_sent = "2026-06-23" },
  expect = { in_sixteen = "unmet", step = "final plan", late = "yes", days_late = 1, in_twenty = "unmet",
             late_final = 1 } }
example "no draft after sixteen weeks" {
  on = "2026-06-23", rows = agreed {},
  expect = { in_sixteen = "unmet", late_draft = 1, answered_at = "2026-06-23" } }
example "no draft in sixteen weeks, on the last day" {
  on = "2026-06-22", rows = agreed {}, expect = { in_sixteen = "cannot tell", late_draft = 0 } }
example "a refusal on the last day" {
  on = "2026-08-01", rows = agreed { refused = "2026-06-22" },
  expect = { in_sixteen = "met", settled = "yes", step = "closed", in_twenty = "cannot tell" } }
example "a refusal a day late" {
  on = "2026-08-01", rows = agreed { refused = "2026-06-23" }, expect = { in_sixteen = "unmet" } }
example "nothing decided after twenty weeks" {
  on = "2026-08-01", rows = asked {},
  expect = { in_six = "unmet", in_sixteen = "cannot tell", in_twenty = "cannot tell" } }
example "no draft after twenty weeks" {
  on = "2026-08-01", rows = agreed {}, expect = { in_twenty = "unmet", step = "draft plan or refusal" } }
example "withdrawn after the decision, and no draft" {
  on = "2026-08-01", rows = agreed { withdrawn = "2026-05-01" },
  expect = { in_six = "met", in_sixteen = "cannot tell", in_twenty = "cannot tell" } }
example "withdrawn tomorrow" {
  on = "2026-04-01", rows = asked { withdrawn = "2026-04-02" }, expect = { settled = "no" } }
example "withdrawn today" {
  on = "2026-04-02", rows = asked { withdrawn = "2026-04-02" }, expect = { settled = "yes" } }
example "all that comes tomorrow has not come" {
  on = "2026-04-20", rows = agreed { decided = "2026-04-21", draft_sent = "2026-04-21", refused = "2026-04-21",
                                     finalised = "2026-04-21", decision = "do not assess" },
  expect = { settled = "no", step = "decision", decisions = 0, finals = 0, in_six = "unmet" } }
example "a draft that comes tomorrow" {
  on = "2026-06-22", rows = agreed { draft_sent = "2026-06-23" }, expect = { step = "draft plan or refusal" } }
example "a draft that comes today" {
  on = "2026-06-22", rows = agreed { draft_sent = "2026-06-22" }, expect = { step = "final plan" } }
example "a refusal today" {
  on = "2026-06-22", rows = agreed { refused = "2026-06-22" }, expect = { settled = "yes" } }
example "a final plan today" {
  on = "2026-07-20", rows = agreed { finalised = "2026-07-20" }, expect = { settled = "yes", finals = 1 } }
example "a final plan on the last day" {
  on = "2026-08-01", rows = agreed { draft_sent = "2026-06-01", finalised = "2026-07-20" },
  expect = { in_twenty = "met", settled = "yes", step = "closed", decisions = 1, six_all = 100, finals = 1,
             twenty_all = 100, twenty_plain = 100, open_final = 0 } }
example "a final plan a day late" {
  on = "2026-08-01", rows = agreed { draft_sent = "2026-06-01", finalised = "2026-07-21" },
  expect = { in_twenty = "unmet", twenty_all = 0, six_plain = 100 } }

-- Twelve months back from 1 August 2026: from 2 August 2025 on.
local function long_ago(finalised)
  return asked { received = "2025-05-01", decided = "2025-06-01", decision = "assess", draft_sent = "2025-07-01",
                 finalised = finalised }
end
example "the first day of the twelve months" {
  on = "2026-08-01", rows = long_ago "2025-08-02", expect = { finals = 1, decisions = 0, six_all = missing } }
example "a decision on the day before them" {
  on = "2026-08-01", rows = asked { received = "2025-07-15", decided = "2025-08-01", decision = "assess" },
  expect = { decisions = 0 } }
example "a decision two days before them" {
  on = "2026-08-01", rows = asked { received = "2025-07-15", decided = "2025-07-31", decision = "assess" },
  expect = { decisions = 0 } }
example "a decision on the second day of them" {
  on = "2026-08-01", rows = asked { received = "2025-07-15", decided = "2025-08-03", decision = "assess" },
  expect = { decisions = 1 } }
example "two days before them" { on = "2026-08-01", rows = long_ago "2025-07-31", expect = { finals = 0 } }
example "the second day of them" { on = "2026-08-01", rows = long_ago "2025-08-03", expect = { finals = 1 } }
example "the day before them" {
  on = "2026-08-01", rows = long_ago "2025-08-01", expect = { finals = 0, twenty_all = missing } }
example "a decision on the first day of them" {
  on = "2026-08-01", rows = asked { received = "2025-07-15", decided = "2025-08-02", decision = "assess" },
  expect = { decisions = 1 } }

-- Working days -------------------------------------------------------------------------------------------------------

example "due on Easter Monday: the last working day is Maundy Thursday" {
  on = "2026-03-02", rows = asked { received = "2026-02-23" }, expect = { due = "2026-04-06", send_by = "2026-04-02" } }
example "due on a Saturday" {
  on = "2026-03-02", rows = asked { received = "2026-02-28" }, expect = { due = "2026-04-11", send_by = "2026-04-10" } }
example "due on the substitute day of Boxing Day: Christmas Eve" {
  on = "2026-12-01", rows = asked { received = "2026-11-16" }, expect = { due = "2026-12-28", send_by = "2026-12-24" } }
example "received on 29 February" {
  on = "2028-03-01", rows = asked { received = "2028-02-29" },
  expect = { decide_by = "2028-04-11", answer_by = "2028-06-20", final_by = "2028-07-18" } }
example "told in good time" {
  on = "2026-09-01", rows = agreed { decided = "2026-04-12", draft_sent = "2026-06-21", finalised = "2026-07-19" },
  expect = { in_six = "met", in_sixteen = "met", in_twenty = "met" } }
example "decided on the next working day" {
  on = "2026-05-01", rows = asked { received = "2026-04-02", decided = "2026-04-07", decision = "assess" },
  expect = { days_to_decide = 1 } }

-- Exceptions ---------------------------------------------------------------------------------------------------------

local function but(kind, from, to, changes)
  return agreed(with({ exception = kind, exception_from = from, exception_to = to }, changes))
end
local function except(kind, from, to) return but(kind, from, to, {}) end
example "no exception is claimed" {
  on = "2026-08-01", rows = agreed { draft_sent = "2026-06-01" },
  expect = { six_excused = "unmet", twenty_excused = "unmet", late = "yes", is_excused = "no", late_excused = 0 } }
example "away for four weeks" {
  on = "2026-08-01", rows = but("child away", "2026-06-01", "2026-06-28", { draft_sent = "2026-06-20" }),
  expect = { twenty_excused = "met", six_excused = "unmet", is_excused = "yes", late_excused = 1,
             says = "Next is the final plan, due by 20 July 2026: 12 days late; exception claimed: child away." } }
example "away for a day less" {
  on = "2026-08-01", rows = except("child away", "2026-06-01", "2026-06-27"), expect = { twenty_excused = "unmet" } }
example "away for longer, but four weeks less a day of it before the request" {
  on = "2026-08-01", rows = except("child away", "2026-02-01", "2026-03-28"),
  expect = { six_excused = "unmet", twenty_excused = "unmet" } }
example "away for four weeks from the day of the request" {
  on = "2026-08-01", rows = except("child away", "2026-02-01", "2026-03-29"),
  expect = { six_excused = "met", twenty_excused = "met" } }
example "away for four weeks to the day it was due" {
  on = "2026-08-20", rows = except("child away", "2026-06-23", "2026-08-15"), expect = { twenty_excused = "met" } }
example "away for a day less to the day it was due" {
  on = "2026-08-20", rows = except("child away", "2026-06-24", "2026-08-15"), expect = { twenty_excused = "unmet" } }
example "still away: to this day" {
  on = "2026-04-10", rows = except("child away", "2026-03-14", ""),
  expect = { six_excused = "met", late = "no", is_excused = "no" } }
example "still away: to this day, one day short" {
  on = "2026-04-10", rows = except("child away", "2026-03-15", ""), expect = { six_excused = "unmet" } }
example "circumstances that began in time" {
  on = "2026-08-01", rows = except("exceptional circumstances", "2026-04-12", "2026-04-20"),
  expect = { six_excused = "met" } }
example "away until after this day: so far not for four weeks" {
  on = "2026-04-09", rows = except("child away", "2026-03-14", "2026-05-30"),
  expect = { six_excused = "unmet", excepted = "no", excuses_from = "2026-04-10" } }
example "away until after this day: for four weeks today" {
  on = "2026-04-10", rows = except("child away", "2026-03-14", "2026-05-30"),
  expect = { six_excused = "met", excepted = "yes" } }
example "away for a day more than four weeks" {
  on = "2026-04-11", rows = except("child away", "2026-03-14", ""), expect = { excepted = "yes" } }
example "nobody wrote down since when" {
  on = "2026-08-01", rows = but("child away", missing, "2026-06-28", { draft_sent = "2026-06-20" }),
  expect = { twenty_excused = "cannot tell", late = "yes", is_excused = missing } }
example "circumstances on the day it was due" {
  on = "2026-08-01", rows = except("exceptional circumstances", "2026-04-13", "2026-04-13"),
  expect = { six_excused = "met", twenty_excused = "met" } }
example "circumstances that came later" {
  on = "2026-08-01", rows = except("exceptional circumstances", "2026-04-14", "2026-04-20"),
  expect = { six_excused = "unmet", twenty_excused = "met" } }
example "circumstances that were over" {
  on = "2026-08-01", rows = except("exceptional circumstances", "2026-02-01", "2026-03-01"),
  expect = { six_excused = "unmet" } }
example "circumstances that were over on the day of the request" {
  on = "2026-08-01", rows = except("exceptional circumstances", "2026-02-01", "2026-03-02"),
  expect = { six_excused = "met" } }

-- A school is closed from 27 May, and opens again on 24 June: 28 days.
local function closed(changes)
  return but("school closed", "2026-05-27", "2026-06-23", with({ advice_asked = "2026-06-01" }, changes))
end
example "advice asked for a week before the school closed" {
  on = "2026-08-01", rows = closed { advice_asked = "2026-05-20" },
  expect = { twenty_excused = "met", six_excused = "unmet" } }
example "advice asked for earlier" {
  on = "2026-08-01", rows = closed { advice_asked = "2026-05-19" }, expect = { twenty_excused = "unmet" } }
example "advice asked for a week before it opened again" {
  on = "2026-08-01", rows = closed { advice_asked = "2026-06-17" }, expect = { twenty_excused = "met" } }
example "advice asked for later" {
  on = "2026-08-01", rows = closed { advice_asked = "2026-06-18" }, expect = { twenty_excused = "unmet" } }
example "a school that is closed for 27 days" {
  on = "2026-08-01", rows = closed { exception_to = "2026-06-22" }, expect = { twenty_excused = "unmet" } }
example "a school that is still closed" {
  on = "2026-06-23", rows = closed { exception_to = "" }, expect = { twenty_excused = "met" } }
example "a closure does not excuse what was due before advice was asked for" {
  on = "2026-08-01", rows = closed { received = "2026-04-19", decided = "2026-05-20" },
  expect = { decide_by = "2026-05-31", six_excused = "unmet", twenty_excused = "met" } }
example "nor what was due on a later day" {
  on = "2026-08-01", rows = closed { received = "2026-04-20", decided = "2026-05-20" },
  expect = { six_excused = "met" } }

example "four weeks away that end after the time is over" {
  on = "2026-04-20",
  rows = asked { exception = "child away", exception_from = "2026-03-16", exception_to = "2026-04-19" },
  expect = { six_excused = "met", is_excused = "yes" } }
example "and a day less of them in it" {
  on = "2026-04-20",
  rows = asked { exception = "child away", exception_from = "2026-03-18", exception_to = "2026-04-19" },
  expect = { six_excused = "unmet", is_excused = "no" } }
local function to_decide(changes)
  return asked(with({ exception = "school closed", exception_from = "2026-03-20", exception_to = "2026-04-16",
                      advice_asked = "2026-03-13" }, changes))
end
example "advice asked for a week before a school closed, and the decision is late" {
  on = "2026-04-20", rows = to_decide {}, expect = { six_excused = "met", is_excused = "yes" } }
example "a day before that" {
  on = "2026-04-20", rows = to_decide { advice_asked = "2026-03-12" }, expect = { is_excused = "no" } }
example "a day after that" {
  on = "2026-04-20", rows = to_decide { advice_asked = "2026-03-14" }, expect = { is_excused = "yes" } }
example "advice asked for a week before it opens again" {
  on = "2026-04-20", rows = to_decide { advice_asked = "2026-04-10" }, expect = { is_excused = "yes" } }
example "a day before the last" {
  on = "2026-04-20", rows = to_decide { advice_asked = "2026-04-09" }, expect = { is_excused = "yes" } }
example "a day after the last" {
  on = "2026-04-20", rows = to_decide { advice_asked = "2026-04-11" }, expect = { is_excused = "no" } }
example "advice asked for on the day before it was due" {
  on = "2026-05-20", rows = to_decide { exception_to = "2026-05-10", advice_asked = "2026-04-12" },
  expect = { is_excused = "yes" } }
example "advice asked for on the day it was due" {
  on = "2026-05-20", rows = to_decide { exception_to = "2026-05-10", advice_asked = "2026-04-13" },
  expect = { is_excused = "yes" } }
example "advice asked for when it was late" {
  on = "2026-05-20", rows = to_decide { exception_to = "2026-05-10", advice_asked = "2026-04-14" },
  expect = { is_excused = "no" } }

-- In time, late with an exception, not taken on, in time with one, long ago, and one of which it cannot be told.
example "both rates" {
  on = "2026-08-01",
  rows = { plan = {}, sitting = {}, request = {
    request(with({ draft_sent = "2026-06-01", finalised = "2026-07-20" }, assessed)),
    request { case_id = "D", decided = "2026-04-14", decision = "assess", draft_sent = "2026-07-01",
              finalised = "2026-07-28", exception = "exceptional circumstances", exception_from = "2026-04-01",
              exception_to = "2026-04-30" },
    request { case_id = "E", decided = "2026-04-14", decision = "do not assess" },
    request { case_id = "F", decided = "2026-04-13", decision = "assess", draft_sent = "2026-07-01",
              finalised = "2026-07-20", exception = "exceptional circumstances", exception_from = "2026-04-01",
              exception_to = "2026-04-30" },
    request { case_id = "G", received = "2025-01-01", decided = "2025-02-01", decision = "assess",
              draft_sent = "2025-04-01", finalised = "2025-05-01" },
    request { case_id = "H", decided = missing, finalised = missing, exception = missing } } },
  expect = { decisions = 4, six_all = 50, six_plain = 50, finals = 3, twenty_all = "66.7", twenty_plain = 100 } }

-- A review: the year that begins on 10 March 2025 ends on 9 March 2026 -----------------------------------------------

example "a year from the day the plan was made" {
  on = "2026-02-09", rows = held {},
  expect = { counted_from = "2025-03-10", review_by = "2026-03-09", review_step = "review", review_due = "2026-03-09",
             review_late = "no", review_days_late = 0, review_soon = "yes", ended = "no",
             reviewed_in_time = "cannot tell", told_in_time = "cannot tell", amended_in_time = "cannot tell",
             named_in_time = "cannot tell",
             under_five = "no", young_from = missing, young_to = missing, moving = "no", transfer_late = "no",
             review_says = "Next is the review, due by 9 March 2026.",
             plans_review = 1, plans_late_review = 0, plans_soon = 1, plans_young = 0 } }
example "not soon yet" { on = "2026-02-08", rows = held {}, expect = { review_soon = "no" } }
example "no review in the year" {
  on = "2026-03-10", rows = held {},
  expect = { review_late = "yes", review_days_late = 1, reviewed_in_time = "unmet", plans_late_review = 1,
             review_says = "Next is the review, due by 9 March 2026: 1 day late." } }
example "no review yet, on the last day" {
  on = "2026-03-09", rows = held {},
  expect = { review_late = "no", review_soon = "yes", reviewed_in_time = "cannot tell" } }
example "a year that begins on 29 February" {
  on = "2024-06-01", rows = held { first_made = "2024-02-29" }, expect = { review_by = "2025-02-28" } }
example "a year that ends on 29 February" {
  on = "2023-06-01", rows = held { first_made = "2023-03-01" }, expect = { review_by = "2024-02-29" } }
example "a year after a leap year's February" {
  on = "2024-06-01", rows = held { first_made = "2024-03-01" }, expect = { review_by = "2025-02-28" } }
example "a year from the last review" {
  on = "2026-06-01", rows = held { reviewed = "2026-02-20" },
  expect = { counted_from = "2026-02-20", review_due = "2027-02-19" } }
example "a review that is still to come" {
  on = "2026-02-01", rows = held { reviewed = "2026-02-20" }, expect = { counted_from = "2025-03-10" } }

local function met(changes) return held(with({ met_on = "2026-02-02" }, changes)) end
example "four weeks from the meeting" {
  on = "2026-03-02", rows = met {},
  expect = { tell_by = "2026-03-02", review_step = "decision", review_due = "2026-03-02", review_late = "no",
             told_in_time = "cannot tell", plans_decision = 1, plans_late_decision = 0 } }
example "four weeks and a day" {
  on = "2026-03-03", rows = met {},
  expect = { review_late = "yes", told_in_time = "unmet", plans_late_decision = 1 } }
example "a meeting that is still to come" {
  on = "2026-02-01", rows = met {}, expect = { review_step = "review", told_in_time = "cannot tell" } }
example "told on the last day that nothing changes" {
  on = "2026-05-01", rows = met { told_on = "2026-03-02", outcome = "maintain" },
  expect = { told_in_time = "met", reviewed_in_time = "met", review_step = "review", review_due = "2027-03-01",
             next_review_by = "2027-03-01", amended_in_time = "cannot tell" } }
example "told a day late, but within the year" {
  on = "2026-05-01", rows = met { told_on = "2026-03-03", outcome = "maintain" },
  expect = { told_in_time = "unmet", reviewed_in_time = "met" } }
example "told on the last day of the year" {
  on = "2026-05-01", rows = met { told_on = "2026-03-09", outcome = "maintain" },
  expect = { reviewed_in_time = "met" } }
example "told on the day after" {
  on = "2026-05-01", rows = met { told_on = "2026-03-10", outcome = "maintain" },
  expect = { reviewed_in_time = "unmet" } }
example "told, amended and named in good time" {
  on = "2026-05-10", rows = held { met_on = "2026-02-09", told_on = "2026-03-08", outcome = "amend",
    notice_on = "2026-03-08", amended_on = "2026-05-02", moves_on = "2026-09-01", moves_to = "another school",
    named_on = "2026-02-14" },
  expect = { reviewed_in_time = "met", told_in_time = "met", amend_by = "2026-05-03", amended_in_time = "met",
             named_in_time = "met" } }
example "a year from a decision on 29 February" {
  on = "2024-03-01", rows = met { met_on = "2024-02-20", told_on = "2024-02-29", outcome = "maintain" },
  expect = { next_review_by = "2025-02-28" } }
example "a year from a decision on 1 March" {
  on = "2023-04-01", rows = met { met_on = "2023-02-20", told_on = "2023-03-01", outcome = "maintain" },
  expect = { next_review_by = "2024-02-29" } }
example "a plan that ceases" {
  on = "2026-05-01", rows = met { told_on = "2026-03-02", outcome = "cease" },
  expect = { ended = "yes", review_step = "ended", review_due = missing, review_late = "no", review_soon = "no",
             review_says = "There are no more reviews.", told_in_time = "met", plans_review = 0 } }
example "a plan that ended, and nothing is to be done for it" {
  on = "2026-06-01", rows = met { ended_on = "2026-02-20", moves_on = "2026-09-01", moves_to = "another school" },
  expect = { reviewed_in_time = "cannot tell", told_in_time = "cannot tell", named_in_time = "cannot tell",
             transfer_late = "no" } }
example "amendments were proposed, and nothing changes after all" {
  on = "2026-06-01", rows = met { told_on = "2026-02-23", outcome = "maintain", notice_on = "2026-02-23" },
  expect = { amended_in_time = "cannot tell", review_step = "review" } }
example "a meeting today" { on = "2026-02-02", rows = met {}, expect = { review_step = "decision" } }
example "a decision today" {
  on = "2026-03-09", rows = met { told_on = "2026-03-09", outcome = "cease" }, expect = { ended = "yes" } }
example "a decision tomorrow" {
  on = "2026-03-08", rows = met { told_on = "2026-03-09", outcome = "cease" },
  expect = { ended = "no", told_in_time = "unmet" } }
example "a review that was decided today" {
  on = "2026-02-20", rows = held { reviewed = "2026-02-20" }, expect = { counted_from = "2026-02-20" } }
example "a plan that ended" {
  on = "2026-03-09", rows = held { ended_on = "2026-03-09" },
  expect = { ended = "yes", reviewed_in_time = "cannot tell" } }
example "a plan that has not ended yet" { on = "2026-03-08", rows = held { ended_on = "2026-03-09" },
  expect = { ended = "no" } }
example "an outcome that the data do not tell" {
  on = "2026-05-01", rows = met { told_on = "2026-03-02", outcome = missing },
  expect = { ended = missing, review_step = missing, plans_review = 0 } }

local function amends(changes) return met(with({ told_on = "2026-02-23", outcome = "amend" }, changes)) end
example "no notice of the amendments" {
  on = "2026-03-03", rows = amends {},
  expect = { review_step = "notice of the amendments", review_due = "2026-03-02", review_late = "yes",
             amended_in_time = "cannot tell", plans_notice = 1, plans_late_notice = 1 } }
example "eight weeks from the notice" {
  on = "2026-04-20", rows = amends { notice_on = "2026-02-23" },
  expect = { review_step = "final amended plan", amend_by = "2026-04-20", review_due = "2026-04-20", review_late = "no",
             amended_in_time = "cannot tell", plans_amended = 1, plans_late_amended = 0 } }
example "eight weeks and a day" {
  on = "2026-04-21", rows = amends { notice_on = "2026-02-23" },
  expect = { amended_in_time = "unmet", review_late = "yes", plans_late_amended = 1 } }
example "a late notice gives no more than twelve weeks from the meeting" {
  on = "2026-04-01", rows = amends { notice_on = "2026-03-10" }, expect = { amend_by = "2026-04-27" } }
example "a notice tomorrow" {
  on = "2026-02-22", rows = amends { told_on = "2026-02-20", notice_on = "2026-02-23" },
  expect = { review_step = "notice of the amendments" } }
example "a notice today" {
  on = "2026-02-23", rows = amends { notice_on = "2026-02-23" }, expect = { review_step = "final amended plan" } }
example "a final amended plan tomorrow" {
  on = "2026-04-19", rows = amends { notice_on = "2026-02-23", amended_on = "2026-04-20" },
  expect = { review_step = "final amended plan" } }
example "a final amended plan today" {
  on = "2026-04-20", rows = amends { notice_on = "2026-02-23", amended_on = "2026-04-20" },
  expect = { review_step = "review" } }
example "amended on the last day: the next review counts from the decision" {
  on = "2026-05-01", rows = amends { notice_on = "2026-02-23", amended_on = "2026-04-20" },
  expect = { amended_in_time = "met", review_step = "review", review_due = "2027-02-22" } }
example "amended a day late" {
  on = "2026-05-01", rows = amends { notice_on = "2026-02-23", amended_on = "2026-04-21" },
  expect = { amended_in_time = "unmet" } }
example "a plan that ends while it is amended" {
  on = "2026-05-01", rows = amends { notice_on = "2026-02-23", ended_on = "2026-04-30" },
  expect = { amended_in_time = "cannot tell", review_step = "ended" } }

example "the day before the fifth birthday" {
  on = "2026-05-31", rows = held { born = "2021-06-01", first_made = "2025-11-30" },
  expect = { under_five = "yes", young_from = "2026-02-28", young_to = "2026-05-30", plans_young = 1,
             review_late = "no" } }
example "the fifth birthday" {
  on = "2026-06-01", rows = held { born = "2021-06-01", first_made = "2025-11-30" },
  expect = { under_five = "no", young_to = missing, plans_young = 0 } }
example "six years old" {
  on = "2026-06-01", rows = held { born = "2020-06-01" }, expect = { under_five = "no" } }
example "a day before six months" {
  on = "2026-05-29", rows = held { born = "2022-06-01", first_made = "2025-11-30" }, expect = { plans_young = 0 } }
example "six months to the day" {
  on = "2026-05-30", rows = held { born = "2022-06-01", first_made = "2025-11-30" }, expect = { plans_young = 0 } }
example "under five, and reviewed" {
  on = "2026-05-31", rows = met { born = "2022-06-01", told_on = "2026-02-23", outcome = "maintain" },
  expect = { young_from = "2026-05-23", young_to = "2026-08-23" } }
example "under five, and the plan ended" {
  on = "2026-05-31", rows = held { born = "2022-06-01", ended_on = "2026-05-01" }, expect = { under_five = "no" } }

-- Moves to the next phase --------------------------------------------------------------------------------------------

local function moves(to, changes)
  return held(with({ reviewed = "2025-11-01", moves_on = "2026-09-01", moves_to = to }, changes))
end
example "a school is named by 15 February" {
  on = "2026-02-15", rows = moves("another school", {}),
  expect = { transfer_by = "2026-02-15", moving = "yes", transfer_late = "no", transfer_soon = "yes",
             named_in_time = "cannot tell", moves_open = 1, moves_late = 0, moves_soon = 1 } }
example "a day later it is late" {
  on = "2026-02-16", rows = moves("another school", {}),
  expect = { transfer_late = "yes", transfer_soon = "no", named_in_time = "unmet", moves_late = 1 } }
example "in a leap year too" {
  on = "2028-02-01", rows = moves("another school", { moves_on = "2028-09-04" }),
  expect = { transfer_by = "2028-02-15" } }
example "named on the day" {
  on = "2026-03-01", rows = moves("another school", { named_on = "2026-02-15" }),
  expect = { named_in_time = "met", moving = "no", transfer_late = "no", moves_open = 0 } }
example "named in time is not due any more" {
  on = "2026-02-10", rows = moves("another school", { named_on = "2026-02-10" }),
  expect = { transfer_soon = "no", moving = "no" } }
example "named tomorrow" {
  on = "2026-02-10", rows = moves("another school", { named_on = "2026-02-11" }),
  expect = { transfer_soon = "yes", moving = "yes" } }
example "named on the day after" {
  on = "2026-03-01", rows = moves("another school", { named_on = "2026-02-16" }), expect = { named_in_time = "unmet" } }
example "from school to post-16 by 31 March" {
  on = "2026-03-31", rows = moves("post-16 from school", {}),
  expect = { transfer_by = "2026-03-31", transfer_late = "no" } }
example "from post-16 to post-16, five months before" {
  on = "2026-03-03", rows = moves("post-16 from post-16", {}),
  expect = { transfer_by = "2026-04-01", transfer_soon = "no" } }
example "from post-16 to post-16, four weeks before that" {
  on = "2026-03-04", rows = moves("post-16 from post-16", {}), expect = { transfer_soon = "yes" } }
example "long before it is late" {
  on = "2026-02-14", rows = moves("another school", {}), expect = { transfer_late = "no" } }
example "within a year of the move" {
  on = "2025-09-02", rows = moves("another school", {}), expect = { moving = "yes" } }
example "more than a year before the move" {
  on = "2025-08-31", rows = moves("another school", {}), expect = { moving = "no", transfer_soon = "no" } }
example "a year before the move" {
  on = "2025-09-01", rows = moves("another school", {}), expect = { moving = "yes" } }
example "a move of a plan that ended" {
  on = "2026-03-01", rows = moves("another school", { ended_on = "2026-01-01" }),
  expect = { moving = "no", named_in_time = "cannot tell" } }

-- The panel ----------------------------------------------------------------------------------------------------------

local function rows_of_two()
  return { request { received = "2026-02-20" }, request { case_id = "D", received = "2026-02-20", decided = missing } }
end
local function panels(changes)
  return { plan = {}, request = { request(changes) },
           sitting = { { sitting_id = "2", sits_on = "2026-04-09" }, { sitting_id = "1", sits_on = "2026-03-26" } } }
end
example "papers five working days before the panel" {
  on = "2026-03-19", rows = panels {},
  expect = { next_papers = "2026-03-19", next_panel = "2026-03-26", for_panel = 0 } }
example "papers for tomorrow" {
  on = "2026-03-18", rows = panels {}, expect = { next_papers = "2026-03-19", next_panel = "2026-03-26" } }
example "Easter makes it longer" {
  on = "2026-03-20", rows = panels {},
  expect = { next_papers = "2026-03-31", next_panel = "2026-04-09", for_panel = 0 } }
example "a decision that is due when the panel sits" {
  on = "2026-03-20", rows = panels { received = "2026-02-26" },
  expect = { for_panel = 1, before_panel = 0 } }
example "a decision that is due the day before it sits" {
  on = "2026-03-20", rows = panels { received = "2026-02-25" },
  expect = { for_panel = 1, before_panel = 1 } }
example "a decision that is due on the day after" {
  on = "2026-03-20", rows = panels { received = "2026-02-27" },
  expect = { for_panel = 0, before_panel = 0 } }
example "a decision that was taken is not for the panel" {
  on = "2026-03-20", rows = panels { received = "2026-02-26", decided = "2026-03-19", decision = "assess" },
  expect = { for_panel = 0, before_panel = 0 } }
example "a decision that was taken would have been due before it" {
  on = "2026-03-20", rows = panels { received = "2026-02-20", decided = "2026-03-19", decision = "assess" },
  expect = { before_panel = 0 } }
example "two requests, and what was decided of one is not known" {
  on = "2026-03-20",
  rows = { plan = {}, sitting = panels({}).sitting, request = rows_of_two() },
  expect = { for_panel = 1, before_panel = 1 } }
example "no panel is left" {
  on = "2026-04-02", rows = panels {}, expect = { next_papers = missing, next_panel = missing } }
example "papers for one panel" {
  on = "2026-04-02", rows = { request = {}, plan = {}, sitting = { { sitting_id = "1", sits_on = "2026-12-31" } } },
  expect = { papers_by = "2026-12-22" } }

-- Days that come in an order: on the same day, and a day before ------------------------------------------------------

for _, slip in ipairs {
  { "told_after_request",   asked, "decided", "received" },
  { "draft_after_decision", agreed, "draft_sent", "decided" },
  { "final_after_draft",    agreed, "finalised", "draft_sent" },
  { "exception_ends_later", asked, "exception_to", "exception_from" },
  { "told_after_meeting",   held, "told_on", "met_on" },
  { "amended_after_notice", held, "amended_on", "notice_on" },
} do
  local name, make, later, earlier = slip[1], slip[2], slip[3], slip[4]
  for day, comes in pairs { ["2026-04-20"] = "met", ["2026-04-21"] = "met", ["2026-04-19"] = "unmet" } do
    example(name .. " on " .. day) {
      on = "2026-09-01", rows = make { [earlier] = "2026-04-20", [later] = day }, expect = { [name] = comes } }
  end
  example(name .. ", where one day is not known") {
    on = "2026-09-01", rows = make { [earlier] = missing, [later] = "2026-04-19" },
    expect = { [name] = "cannot tell" } }
end

-- Many rows ----------------------------------------------------------------------------------------------------------

local function rows_of(make, key, list)
  local rows = {}
  for i, changes in ipairs(list) do rows[i] = make(with({ [key] = "X" .. i }, changes)) end
  return rows
end

-- At each step one that is late and one that is not; then one of which it cannot be told.
example "requests by step" {
  on = "2026-08-01",
  rows = { plan = {}, sitting = {}, request = rows_of(request, "case_id", {
    {}, { received = "2026-07-20" },
    with({ exception = "exceptional circumstances", exception_from = "2026-04-01" }, assessed),
    { received = "2026-05-01", decided = "2026-06-01", decision = "assess" },
    with({ draft_sent = "2026-06-22" }, assessed),
    { received = "2026-04-01", decided = "2026-06-01", decision = "assess", draft_sent = "2026-07-01" },
    { decided = missing, finalised = missing, exception = missing } }) },
  expect = { open_decision = 2, late_decision = 1, open_draft = 2, late_draft = 1, open_final = 2, late_final = 1,
             late_excused = 1, latest = 110, due_soon = 2, decisions = 4, six_all = 75, six_plain = "66.7",
             finals = 0, twenty_all = missing } }
example "plans by step" {
  on = "2026-08-01",
  rows = { request = {}, sitting = {}, plan = rows_of(plan, "plan_id", {
    {}, { reviewed = "2026-02-20" },
    { met_on = "2026-02-02" }, { met_on = "2026-07-20", reviewed = "2025-08-20" },
    { met_on = "2026-02-02", told_on = "2026-02-23", outcome = "amend" },
    { met_on = "2026-07-20", told_on = "2026-07-25", outcome = "amend" },
    { met_on = "2026-02-02", told_on = "2026-02-23", outcome = "amend", notice_on = "2026-02-23" },
    { met_on = "2026-06-15", told_on = "2026-06-29", outcome = "amend", notice_on = "2026-06-29" },
    { born = "2023-01-01", moves_on = "2027-01-05", moves_to = "post-16 from post-16" },
    { moves_on = "2026-09-01", moves_to = "another school" },
    { born = missing, met_on = missing, outcome = missing, moves_on = missing } }) },
  expect = { plans_review = 4, plans_late_review = 3, plans_decision = 2, plans_late_decision = 1, plans_notice = 2,
             plans_late_notice = 1, plans_amended = 2, plans_late_amended = 1, plans_soon = 3, plans_young = 1,
             moves_open = 2, moves_late = 1, moves_soon = 1 } }
local function in_time(good, of)
  local list = {}
  for i = 1, of do
    list[i] = { decided = "2026-04-14", decision = "assess", draft_sent = "2026-06-01", finalised = "2026-07-21" }
  end
  for i = 1, good do with(list[i], { decided = "2026-04-13", finalised = "2026-07-20" }) end
  return { plan = {}, sitting = {}, request = rows_of(request, "case_id", list) }
end
example "one of sixteen is 6.25%, said as 6.3%" {
  on = "2026-08-01", rows = in_time(1, 16),
  expect = { six_all = "6.3", six_plain = "6.3", twenty_all = "6.3", twenty_plain = "6.3" } }
example "one of three" {
  on = "2026-08-01", rows = in_time(1, 3),
  expect = { six_all = "33.3", six_plain = "33.3", twenty_all = "33.3", twenty_plain = "33.3" } }

-- The day the regulations came into force -----------------------------------------------------------------------------

example "every time holds from that day" {
  on = "2014-09-01",
  rows = { request = { request { received = "2014-08-30", draft_sent = "2014-08-31", exception = "school closed",
                                 exception_from = "2014-07-22", exception_to = "2014-08-31",
                                 advice_asked = "2014-08-20" } },
           plan = { plan { first_made = "2014-07-01", born = "2012-01-01", met_on = "2014-08-30",
                           notice_on = "2014-08-30", moves_on = "2015-09-01", moves_to = "post-16 from post-16" } },
           sitting = { { sitting_id = "1", sits_on = "2014-09-11" } } },
  expect = { decide_by = "2014-10-11", answer_by = "2014-12-20", final_by = "2015-01-17", comment_by = "2014-09-14",
             six_excused = "met", soon = "no", review_by = "2015-06-30", tell_by = "2014-09-27",
             amend_by = "2014-10-25", transfer_by = "2015-04-01", under_five = "yes", young_from = "2014-10-01",
             young_to = "2015-01-01", papers_by = "2014-09-04" } }

-- What holds of every request ----------------------------------------------------------------------------------------

property "what is late is never less than nought" { never_under(figure.days_late, 0),
                                                    never_under(figure.review_days_late, 0) }
