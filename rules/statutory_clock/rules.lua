-- The clock of EHC needs assessments, of reviews of EHC plans, and of a panel: what is due by when, what is open on the
-- day of --on and how late it is, what falls due in the weeks after it, and what part was done in time.
--
-- What happened after the day of --on has not happened yet, so that one file of data gives the position on any day. An
-- empty cell of a day means that it has not come. The times are the regulations'; whether an exception makes a time
-- impractical to keep is for the authority to show: here it is only looked at whether its days are those that the
-- regulations ask for.

pack "statutory_clock" {
  title    = "What is due by when: assessments, reviews and panels",
  version  = "2026.1",
  language = 1,
  owner    = "SEND Casework",
  source   = "Special Educational Needs and Disability Regulations 2014; Children and Families Act 2014, section 44",
  approved = "draft",
}

-- Requests, plans and panels -----------------------------------------------------------------------------------------

records "request" {
  what = "a request for an EHC needs assessment",
  key  = "case_id",
  input "case_id"    { type = "id", private = true, required = true },
  input "received"   { type = "date", required = true, label = "Day it came, or the child became ours" },
  input "decided"    { type = "date", blank = "not yet", label = "Day the parent was told of the decision" },
  input "decision"   { type = "choice", one_of = { "assess", "do not assess" }, blank = "not decided",
    label = "Decision whether to assess" },
  input "draft_sent" { type = "date", blank = "not yet", label = "Day the draft plan was sent" },
  input "refused"    { type = "date", blank = "none", label = "Day the parent was told of no plan" },
  input "finalised"  { type = "date", blank = "not yet", label = "Day the final plan was sent" },
  input "withdrawn"  { type = "date", blank = "not withdrawn", label = "Day it was withdrawn, or the child moved" },
  input "exception"  { type = "choice", blank = "none claimed", label = "Exception claimed",
    one_of = { "child away", "exceptional circumstances", "school closed" } },
  input "exception_from" { type = "date", label = "First day away, of the circumstances, or closed" },
  input "exception_to"   { type = "date", blank = "not over", label = "Last day of it" },
  input "advice_asked"   { type = "date", label = "Day the closed school was asked for advice" },
}

records "plan" {
  what = "an EHC plan and its review",
  key  = "plan_id",
  input "plan_id"    { type = "id", private = true, required = true },
  input "born"       { type = "date", label = "Date of birth" },
  input "first_made" { type = "date", required = true, label = "Day the plan was first made" },
  input "reviewed"   { type = "date", blank = "no review yet", label = "Day the review before was decided" },
  input "met_on"     { type = "date", blank = "no meeting since", label = "Day of the review meeting" },
  input "told_on"    { type = "date", blank = "not yet", label = "Day the parent was told of the decision" },
  input "outcome"    { type = "choice", one_of = { "maintain", "amend", "cease" }, blank = "not decided",
    label = "Decision after the review" },
  input "notice_on"  { type = "date", blank = "no notice", label = "Day the proposed amendments were sent" },
  input "amended_on" { type = "date", blank = "not yet", label = "Day the final amended plan was sent" },
  input "ended_on"   { type = "date", blank = "in force", label = "Day the plan ended" },
  input "moves_on"   { type = "date", blank = "stays in its phase", label = "First day in the next phase" },
  input "moves_to"   { type = "choice", blank = "stays in its phase", label = "What it moves to",
    one_of = { "another school", "post-16 from school", "post-16 from post-16" } },
  input "named_on"   { type = "date", blank = "not yet", label = "Day the plan named the next school" },
}

records "sitting" {
  what = "a day on which the panel sits that advises whether to assess",
  key  = "sitting_id",
  input "sitting_id" { type = "id", required = true },
  input "sits_on"    { type = "date", required = true, label = "Day it sits" },
}

-- Days that come in an order: a row with a slip is left out and told, or it would count as in time -------------------

must "told_after_request" { at = request.decided, source = "illustration",
  test = request.decided:on_or_after(request.received),
  say  = "The parent was told of the decision on {decided}, before the request came on {received}." }
must "draft_after_decision" { at = request.draft_sent, source = "illustration",
  test = request.draft_sent:on_or_after(request.decided),
  say  = "The draft plan was sent on {draft_sent}, before it was decided to assess on {decided}." }
must "final_after_draft" { at = request.finalised, source = "illustration",
  test = request.finalised:on_or_after(request.draft_sent),
  say  = "The final plan was sent on {finalised}, before the draft on {draft_sent}." }
must "exception_ends_later" { at = request.exception_to, source = "illustration",
  test = request.exception_to:on_or_after(request.exception_from),
  say  = "The exception ends on {exception_to}, before it begins on {exception_from}." }
must "told_after_meeting" { at = plan.told_on, source = "illustration",
  test = plan.told_on:on_or_after(plan.met_on),
  say  = "The parent was told of the decision on {told_on}, before the review meeting on {met_on}." }
must "amended_after_notice" { at = plan.amended_on, source = "illustration",
  test = plan.amended_on:on_or_after(plan.notice_on),
  say  = "The final amended plan was sent on {amended_on}, before the amendments on {notice_on}." }

-- The times, and the days that are no working days -------------------------------------------------------------------

local regulations = "Special Educational Needs and Disability Regulations 2014, "

param "decide_in" { type = "weeks", label = "Time to decide whether to assess",
  { from = "2014-09-01", value = 6, source = regulations .. "5(1)" } }
param "answer_in" { type = "weeks", label = "Time to say that there will be no plan",
  { from = "2014-09-01", value = 16, source = regulations .. "10(1)" } }
param "final_in" { type = "weeks", label = "Time to send the final plan",
  { from = "2014-09-01", value = 20, source = regulations .. "13(2)" } }
param "comment_in" { type = "days", label = "Time to comment on a draft, the day it is served counted",
  { from = "2014-09-01", value = 15, source = regulations .. "13(1)(a)" } }
param "absence" { type = "weeks", label = "Shortest time away, or closed, that is an exception",
  { from = "2014-09-01", value = 4, source = regulations .. "5(4), 10(4) and 13(3)" } }
param "advice_before" { type = "weeks", label = "Advice asked for so long before it closes finds a school closed",
  { from = "2014-09-01", value = 1, source = regulations .. "10(4)(a)" } }
param "review_in" { type = "months", label = "Time from one review to the next",
  { from = "2014-09-01", value = 12, source = "Children and Families Act 2014, section 44(1)" } }
param "tell_in" { type = "weeks", label = "Time from the meeting to the decision, with any amendments",
  { from = "2014-09-01", value = 4, source = regulations
    .. "20(10); R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)" } }
param "amend_in" { type = "weeks", label = "Time from the amendments to the final amended plan",
  { from = "2014-09-01", value = 8, source = regulations .. "22(3)" } }
param "move_before" { type = "months", label = "Time from the plan to a move between post-16 institutions",
  { from = "2014-09-01", value = 5, source = regulations .. "18(2)" } }
param "young_until" { type = "years", label = "Age from which a review a year is enough",
  { from = "2014-09-01", value = 5, source = "SEND Code of Practice, 9.178: a child under five" } }
param "young_first" { type = "months", label = "Under five: shortest time between reviews",
  { from = "2014-09-01", value = 3, source = "SEND Code of Practice, 9.178: every three to six months" } }
param "young_last" { type = "months", label = "Under five: longest time between reviews",
  { from = "2014-09-01", value = 6, source = "SEND Code of Practice, 9.178: every three to six months" } }
param "ahead" { type = "weeks", label = "How far ahead is looked",
  { from = "2014-09-01", value = 4, source = "illustration" } }
param "papers" { type = "days", label = "Working days from the papers to the panel",
  { from = "2014-09-01", value = 5, source = "illustration" } }

calendar "working" { weekend = { "Saturday", "Sunday" }, closed = "bank_holidays.csv",
  source = "gov.uk/bank-holidays: England and Wales, 2024 to 2028" }

local today = decision_date
local function done(day) return all { day:given(), day:on_or_before(today) } end

-- The last day of a period that begins on the day given. It may begin on 29 February, or end on it.
local function period(first, length) return latest { first + length - days(1), first - days(1) + length } end

local function falls_soon(open, due)
  return all { open, due:on_or_after(today), due:on_or_before(today + param.ahead) }
end

-- On that day, or on the last working day before it.
local function working(day) return calendar.working:add(day + days(1), -1) end

-- The day on which a thing that is due was done, or today where it ought to be done by now; unknown while there is time
-- for it, and where it will not be done any more.
local function took(is_done, day, due, no_more)
  return choose {
    { when = is_done, take = day },
    { when = any { no_more, today:on_or_before(due) }, take = missing },
    otherwise = today }
end

-- A request ----------------------------------------------------------------------------------------------------------

figure "decide_by" { label = "Decide whether to assess by", value = request.received + param.decide_in }
figure "answer_by" { label = "Draft plan, or refusal, by", value = request.received + param.answer_in }
figure "final_by"  { label = "Final plan by", value = request.received + param.final_in }
figure "comment_by" { label = "Parent may comment until", value = request.draft_sent + param.comment_in - days(1) }

local is_decided, is_drafted = done(request.decided), done(request.draft_sent)
local is_refused, is_final = done(request.refused), done(request.finalised)
figure "settled" { label = "Nothing is left to do", type = "yes/no",
  value = any { is_final, is_refused, done(request.withdrawn),
                all { is_decided, request.decision:is("do not assess") } } }
figure "step" { label = "Next step", value = choose {
  { when = figure.settled,      take = "closed" },
  { when = none { is_decided }, take = "decision" },
  { when = none { is_drafted }, take = "draft plan or refusal" },
  otherwise = "final plan" } }
figure "due" { label = "Due", value = choose {
  { when = figure.step:is("closed"), take = missing },
  { when = figure.step:is("decision"), take = figure.decide_by },
  { when = figure.step:is("draft plan or refusal"), take = figure.answer_by },
  otherwise = figure.final_by } }

-- The exception that is claimed: whether its days are those of the regulations, and from which day on what falls due is
-- excused. One that is not over has lasted until today.
local begins  = latest { request.exception_from, request.received }
local lasted  = choose {
  { when = request.exception_to:given(), take = earliest { request.exception_to, today } }, otherwise = today }
local reopens = lasted + days(1)
figure "excuses_from" { label = "Exception excuses what falls due from", value = choose {
  { when = request.exception:is("child away"), take = begins + param.absence - days(1) },
  { when = request.exception:is("exceptional circumstances"), take = begins },
  otherwise = request.advice_asked } }
figure "excepted" { label = "The days of the exception are right", type = "yes/no",
  value = all { request.exception:given(), any {
    all { request.exception:is_not("school closed"), figure.excuses_from:on_or_before(lasted) },
    all { request.exception:is("school closed"),
          (request.exception_from + param.absence):on_or_before(reopens),
          request.advice_asked:on_or_after(request.exception_from - param.advice_before),
          request.advice_asked:on_or_before(reopens - param.advice_before) } } } }
local function excused(due) return all { figure.excepted, figure.excuses_from:on_or_before(due) } end

figure "late" { label = "Late", type = "yes/no", value = all { none { figure.settled }, today:after(figure.due) } }
figure "days_late" { label = "Days late", type = "days",
  value = choose { { when = figure.late, take = today - figure.due }, otherwise = 0 } }
figure "is_excused" { label = "Late, with an exception", type = "yes/no",
  value = all { figure.late, excused(figure.due) } }
figure "soon" { label = "Falls due soon", type = "yes/no", value = falls_soon(none { figure.settled }, figure.due) }
figure "send_by" { label = "Last working day for it", value = working(figure.due) }
figure "says" { label = "Where it stands", value = choose {
  { when = figure.settled, take = sentence "Nothing is left to do." },
  { when = figure.is_excused,
    take = sentence "Next is the {step}, due by {due}: {days_late} late; exception claimed: {exception}." },
  { when = figure.late, take = sentence "Next is the {step}, due by {due}: {days_late} late." },
  otherwise = sentence "Next is the {step}, due by {due}; the last working day for it is {send_by}." } }
figure "days_to_decide" { label = "Working days to the decision",
  value = calendar.working:days(request.received + days(1), request.decided) }

local not_wanted = any { figure.settled, none { is_decided } }
figure "decided_at" { value = took(is_decided, request.decided, figure.decide_by, figure.settled) }
figure "answered_at" { value = choose {
  { when = is_drafted, take = request.draft_sent },
  otherwise = took(is_refused, request.refused, figure.answer_by, not_wanted) } }
figure "final_at" { value = took(is_final, request.finalised, figure.final_by, not_wanted) }

criterion "in_six" { label = "Decided in time whether to assess",
  test     = figure.decided_at:on_or_before(figure.decide_by),
  if_met   = "The parent was told on {decided}; it was due by {decide_by}.",
  if_unmet = "The decision whether to assess was due by {decide_by}. The parent was told: {decided}.",
  source   = regulations .. "5(1)" }
criterion "in_sixteen" { label = "Draft plan, or refusal, in time",
  test     = figure.answered_at:on_or_before(figure.answer_by),
  if_met   = "It was sent on {answered_at}; it was due by {answer_by}.",
  if_unmet = "A draft plan, or a refusal, was due by {answer_by}. Draft sent: {draft_sent}; refusal sent: {refused}.",
  source   = regulations .. "10(1), of a refusal; the draft by then is practice" }
criterion "in_twenty" { label = "Final plan in time",
  test     = figure.final_at:on_or_before(figure.final_by),
  if_met   = "The final plan was sent on {finalised}; it was due by {final_by}.",
  if_unmet = "The final plan was due by {final_by}. Sent: {finalised}.",
  source   = regulations .. "13(2)" }
criterion "six_excused" { label = "Exception to the time for the decision",
  test     = excused(figure.decide_by),
  if_met   = "{exception} from {exception_from}: the time need not be kept if that makes it impractical.",
  if_unmet = "No exception that the regulations know: {exception}.",
  source   = regulations .. "5(4)" }
criterion "twenty_excused" { label = "Exception to the time for the final plan",
  test     = excused(figure.final_by),
  if_met   = "{exception} from {exception_from}: the time need not be kept if that makes it impractical.",
  if_unmet = "No exception that the regulations know: {exception}.",
  source   = regulations .. "13(3)" }

-- A review -----------------------------------------------------------------------------------------------------------

local met, told, amended = done(plan.met_on), done(plan.told_on), done(plan.amended_on)
local changes = all { told, plan.outcome:is("amend") }
figure "counted_from" { label = "Day of the review before, or the plan was made",
  value = choose { { when = done(plan.reviewed), take = plan.reviewed }, otherwise = plan.first_made } }
figure "review_by" { label = "Review by", value = period(figure.counted_from, param.review_in) }
figure "next_review_by" { label = "Review after this one by", value = period(plan.told_on, param.review_in) }
figure "tell_by" { label = "Decide, and send any amendments, by", value = plan.met_on + param.tell_in }
figure "amend_by" { label = "Final amended plan by",
  value = earliest { plan.notice_on + param.amend_in, figure.tell_by + param.amend_in } }
local march = financial_year_end(plan.moves_on) - months(12)      -- of a move in September, 31 March before it
figure "transfer_by" { label = "Plan to name the next school by", value = choose {
  { when = plan.moves_to:is("post-16 from post-16"), take = plan.moves_on - param.move_before },
  { when = plan.moves_to:is("post-16 from school"),  take = march },
  otherwise = march - months(2) + days(15) } }                    -- 15 February

figure "ended" { label = "No more reviews", type = "yes/no",
  value = any { done(plan.ended_on), all { told, plan.outcome:is("cease") } } }
figure "review_step" { label = "Next step of the review", value = choose {
  { when = figure.ended, take = "ended" },
  { when = all { changes, none { done(plan.notice_on) } }, take = "notice of the amendments" },
  { when = all { changes, none { amended } }, take = "final amended plan" },
  { when = told, take = "review" },
  { when = met, take = "decision" },
  otherwise = "review" } }
figure "review_due" { label = "Review step due", value = choose {
  { when = figure.review_step:is("ended"), take = missing },
  { when = figure.review_step:is("final amended plan"), take = figure.amend_by },
  { when = figure.review_step:one_of { "notice of the amendments", "decision" }, take = figure.tell_by },
  { when = told, take = figure.next_review_by },
  otherwise = figure.review_by } }
figure "review_late" { label = "Review late", type = "yes/no",
  value = all { none { figure.ended }, today:after(figure.review_due) } }
figure "review_days_late" { label = "Days the review is late", type = "days",
  value = choose { { when = figure.review_late, take = today - figure.review_due }, otherwise = 0 } }
figure "review_says" { label = "Where the review stands", value = choose {
  { when = figure.ended, take = sentence "There are no more reviews." },
  { when = figure.review_late,
    take = sentence "Next is the {review_step}, due by {review_due}: {review_days_late} late." },
  otherwise = sentence "Next is the {review_step}, due by {review_due}." } }
figure "review_soon" { label = "Review step falls due soon", type = "yes/no",
  value = falls_soon(none { figure.ended }, figure.review_due) }

-- Of a child under five a review is looked for sooner; it is no statutory time, and nothing here is late for it.
local last_review = choose { { when = told, take = plan.told_on }, otherwise = figure.counted_from }
figure "under_five" { label = "Under five, in force", type = "yes/no",
  value = all { none { figure.ended }, completed_years(plan.born, today):under(param.young_until) } }
figure "young_from" { label = "Under five: review from",
  value = choose { { when = figure.under_five, take = last_review + param.young_first }, otherwise = missing } }
figure "young_to" { label = "Under five: review by",
  value = choose { { when = figure.under_five, take = last_review + param.young_last }, otherwise = missing } }

local named = done(plan.named_on)
figure "moving" { label = "The next school is to be named", type = "yes/no",
  value = all { plan.moves_on:given(), plan.moves_on:on_or_before(today + months(12)), none { figure.ended },
                none { named } } }
figure "transfer_late" { label = "Transfer late", type = "yes/no",
  value = all { figure.moving, today:after(figure.transfer_by) } }
figure "transfer_soon" { label = "Transfer falls due soon", type = "yes/no",
  value = falls_soon(figure.moving, figure.transfer_by) }

figure "told_at" { value = took(told, plan.told_on, figure.tell_by, figure.ended) }
figure "reviewed_at" { value = took(told, plan.told_on, figure.review_by, figure.ended) }
figure "amended_at" { value = took(amended, plan.amended_on, figure.amend_by, any { figure.ended, none { changes } }) }
figure "named_at" { value = took(named, plan.named_on, figure.transfer_by, figure.ended) }

criterion "reviewed_in_time" { label = "Reviewed within the year",
  test     = figure.reviewed_at:on_or_before(figure.review_by),
  if_met   = "The review was decided on {told_on}; it was due by {review_by}.",
  if_unmet = "The review was due by {review_by}. Decided: {told_on}.",
  source   = "Children and Families Act 2014, section 44(1); the decision ends a review" }
criterion "told_in_time" { label = "Decided in time after the meeting",
  test     = figure.told_at:on_or_before(figure.tell_by),
  if_met   = "The meeting was on {met_on}, and the parent was told on {told_on}.",
  if_unmet = "The meeting was on {met_on}, so the decision was due by {tell_by}. The parent was told: {told_on}.",
  source   = regulations .. "20(10)" }
criterion "amended_in_time" { label = "Final amended plan in time",
  test     = figure.amended_at:on_or_before(figure.amend_by),
  if_met   = "The final amended plan was sent on {amended_on}; it was due by {amend_by}.",
  if_unmet = "The final amended plan was due by {amend_by}. Sent: {amended_on}.",
  source   = regulations .. "22(3); R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)" }
criterion "named_in_time" { label = "Next school named in time",
  test     = figure.named_at:on_or_before(figure.transfer_by),
  if_met   = "The plan named the next school on {named_on}; it was due by {transfer_by}.",
  if_unmet = "The plan was to name the next school by {transfer_by}. Named: {named_on}.",
  source   = regulations .. "18, which says \"before\" 15 February and 31 March; practice counts that day in" }

-- A panel ------------------------------------------------------------------------------------------------------------

figure "papers_by" { label = "Papers to the panel by",
  value = calendar.working:add(sitting.sits_on, 0 - param.papers) }

-- What is open -------------------------------------------------------------------------------------------------------

local function number(of, where) return count(of, { where = where, missing = "left out" }) end

heading "Requests that are open"
for _, step in ipairs { { "decision", "decision" }, { "draft", "draft plan or refusal" }, { "final", "final plan" } } do
  local at = figure.step:is(step[2])
  figure("open_" .. step[1]) { label = "Next step: " .. step[2], value = number(request, at) }
  figure("late_" .. step[1]) { label = "- of them late", value = number(request, all { at, figure.late }) }
end
figure "late_excused" { label = "Late, with an exception", value = number(request, figure.is_excused) }
figure "latest" { label = "The latest of them, days late", type = "days",
  value = maximum(figure.days_late, { missing = "left out" }) }
figure "due_soon" { label = "Fall due in the next weeks", value = number(request, figure.soon) }

heading "In time, of what was done in the twelve months to this day"
local year_ago = today - months(12)
local function rate(name, says, of, met)
  local whole = number(request, of)
  figure(name) { label = says, type = "percent", rounding = { to = "0.1", mode = "half away from zero" },
    value = choose { { when = whole:is(0), take = missing }, otherwise = number(request, all { of, met }) / whole } }
end
local decisions = all { is_decided, request.decided:after(year_ago) }
local finals = all { is_final, request.finalised:after(year_ago) }
figure "decisions" { label = "Decisions whether to assess", value = number(request, decisions) }
rate("six_all", "- in time, exceptions counted", decisions, criterion.in_six)
rate("six_plain", "- in time, exceptions left out", all { decisions, criterion.six_excused:is("unmet") },
  criterion.in_six)
figure "finals" { label = "Final plans", value = number(request, finals) }
rate("twenty_all", "- in time, exceptions counted", finals, criterion.in_twenty)
rate("twenty_plain", "- in time, exceptions left out", all { finals, criterion.twenty_excused:is("unmet") },
  criterion.in_twenty)

heading "Reviews that are open"
for _, step in ipairs { { "review", "review" }, { "decision", "decision" }, { "notice", "notice of the amendments" },
                        { "amended", "final amended plan" } } do
  local at = figure.review_step:is(step[2])
  figure("plans_" .. step[1]) { label = "Next step: " .. step[2], value = number(plan, at) }
  figure("plans_late_" .. step[1]) { label = "- of them late", value = number(plan, all { at, figure.review_late }) }
end
figure "plans_soon" { label = "Fall due in the next weeks", value = number(plan, figure.review_soon) }
figure "plans_young" { label = "Under five, and not reviewed for longer than the Code says",
  value = number(plan, all { figure.under_five, today:after(last_review + param.young_last) }) }

heading "Moves to the next phase"
figure "moves_open" { label = "The next school is to be named", value = number(plan, figure.moving) }
figure "moves_late" { label = "- of them late", value = number(plan, figure.transfer_late) }
figure "moves_soon" { label = "- of them due in the next weeks", value = number(plan, figure.transfer_soon) }

heading "The next panel that papers can still be sent to"
figure "next_papers" { label = "Papers by",
  value = minimum(figure.papers_by, { where = figure.papers_by:on_or_after(today) }) }
figure "next_panel" { label = "It sits on",
  value = minimum(sitting.sits_on, { where = figure.papers_by:on_or_after(today) }) }
figure "for_panel" { label = "Requests whose decision is due by then", value = number(request, all {
    figure.step:is("decision"), figure.decide_by:on_or_before(figure.next_panel) }) }
figure "before_panel" { label = "- of them before it sits: it comes too late for these", value = number(request, all {
    figure.step:is("decision"), figure.decide_by:before(figure.next_panel) }) }
