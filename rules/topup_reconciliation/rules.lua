-- Top-up payments matched with the placements that are agreed and with the school census: what was paid twice, for
-- leavers, for pupils of other authorities, to another school, in another amount, or for nobody that is known; and what
-- was agreed and never paid.
--
-- A query is a question to a school, not a finding: the census, the register or the payment may be the one that is
-- wrong. Each has a sentence and the sum at stake, and a payment has one query, the first that holds. In Barnet such
-- checks came to "over £300k savings on the high needs budget in one financial year" (High needs budgets: effective
-- management, Figure 38).

pack "topup_reconciliation" {
  title    = "Top-up payments against placements and the census",
  version  = "2026.1",
  language = 1,
  owner    = "SEND Finance",
  source   = "High needs budgets: effective management in local authorities, June 2022, Figure 38",
  approved = "draft",
}

-- The census, the register and the payments --------------------------------------------------------------------------
-- A change of the amount or of the school ends a placement and begins the next. An empty cell is missing, and a payment
-- that cannot be judged is listed apart; where `blank` is given, an empty cell is a fact. A payment that was taken
-- back stands in the table no more, nor does what took it back.

records "pupil" {
  what = "a pupil in the school census",
  key  = "upn",
  input "upn"    { type = "id", private = true, required = true },
  input "home"   { type = "id", label = "Authority where the pupil lives" },
  input "school" { type = "id", label = "School in the census" },
}

records "placement" {
  what = "what is agreed for a pupil at a school",
  key  = "placement_id",
  input "placement_id" { type = "id", required = true },
  input "upn"          { type = "id", private = true, label = "Pupil" },
  input "school"       { type = "id", label = "School" },
  input "monthly"      { type = "GBP", min = 0, max = 20000, label = "Top-up a month" },
  input "starts"       { type = "date", required = true, label = "First day" },
  input "ends"         { type = "date", blank = "has not ended", label = "Last day" },
  link "pupil" { to = "pupil", by = "upn" },
}

records "payment" {
  what = "a payment for a month of a placement",
  key  = "payment_id",
  input "payment_id" { type = "id", required = true },
  input "placement"  { type = "id", blank = "(none named)", label = "Placement that it is for" },
  input "school"     { type = "id", label = "School that was paid" },
  input "month"      { type = "date", required = true, label = "A day of the month that it is for" },
  input "amount"     { type = "GBP", min = 0, max = 200000, required = true, label = "Amount" },
  link "agreed" { to = "placement", by = "placement" },
}

param "us" { type = "id", label = "This authority",
  { from = "2026-04-01", value = "OURS", source = "illustration: the number of the authority" } }
param "census_day" { type = "date", label = "Day of the census",
  { from = "2026-04-01", value = "2026-10-01", source = "illustration: the day of the census that is matched" } }

-- The months of the run: those of the financial year that are over on the day of --on. A month is due for a placement
-- that holds on its last day, so that a pupil who moves in a month is paid for once.
local today = decision_date
local year_start = financial_year_end(today) - months(12) + days(1)
figure "month_end" { label = "Last day of the month paid for", value = month_end(payment.month) }

-- The census says nothing of a placement that ended before its day or began after it.
local function in_census(placement)
  return all { placement.starts:on_or_before(param.census_day),
               any { placement.ends:given():is("no"), placement.ends:on_or_after(param.census_day) } }
end
local function has_left(pupil, of) return all { pupil:known():is("no"), none { in_census(of) } } end

-- What may be queried of a payment -----------------------------------------------------------------------------------

local unmet = {
  agreed      = "{amount} was paid for the month to {month_end}, and placement {placement} is not in the register.",
  in_census   = "{amount} was paid for the month to {month_end}, and the census has no pupil of placement {placement}.",
  ours        = "{amount} was paid for the month to {month_end}, and the pupil lives in {lives_in}, which pays.",
  begun       = "{amount} was paid for the month to {month_end}, and the placement began on {agreed.starts}.",
  there       = "{amount} was paid for the month to {month_end}, and the placement ended on {agreed.ends}.",
  this_school = "{amount} was paid for the month to {month_end} to {school}, and the placement is at {agreed.school}.",
  once        = "{amount} was paid for the month to {month_end}, and that month was paid before.",
  same_school = "The placement is at {placement.school}; the census of {census_day} has the pupil at {pupil.school}.",
  in_full     = "{amount} was paid for the month to {month_end}, and {agreed.monthly} is due.",
}

criterion "agreed" { label = "A placement is agreed",
  test = payment.agreed:known(), if_met = "{placement} is in the register.", if_unmet = unmet.agreed,
  source = "illustration" }
local not_there = has_left(payment.agreed.pupil, payment.agreed)
criterion "in_census" { label = "The pupil is in the census",
  test = any { payment.agreed.pupil:known(), not_there },
  if_met = "The pupil is in the census, or was not placed on its day.", if_unmet = unmet.in_census,
  source = "High needs budgets: effective management, Figure 38: \"to identify all pupils receiving top-up funding\"" }
figure "lives_in" { value = payment.agreed.pupil.home }
criterion "ours" { label = "The pupil is ours to pay for",
  test = any { figure.lives_in:is(param.us), not_there },
  if_met = "The pupil lives here, or the census does not say.", if_unmet = unmet.ours,
  source = "High needs funding operational guide 2023-24, Table 1: the authority of residence pays" }
criterion "begun" { label = "The placement had begun",
  test = payment.agreed.starts:on_or_before(figure.month_end),
  if_met = "It began on {agreed.starts}.", if_unmet = unmet.begun, source = "illustration" }
criterion "there" { label = "The placement had not ended",
  test = any { payment.agreed.ends:given():is("no"), payment.agreed.ends:on_or_after(figure.month_end) },
  if_met = "Its last day: {agreed.ends}.", if_unmet = unmet.there, source = "illustration" }
criterion "this_school" { label = "It was paid to the school of the placement",
  test = payment.school:is(payment.agreed.school), if_met = "It was paid to {school}.", if_unmet = unmet.this_school,
  source = "illustration" }

-- Of several sound payments for a pupil and a month the one nearest to what is due is the payment, and the others are
-- queried; of equal ones the first id stays. Where an id stands twice, or the pupil is not named, that cannot be told.
figure "sound" { value = all { criterion.in_census, criterion.begun, criterion.there, criterion.this_school } }
figure "apart" { type = "GBP",
  value = higher_of { payment.amount - payment.agreed.monthly, payment.agreed.monthly - payment.amount } }
figure "paid_before" { type = "GBP",
  value = previous(payment.amount,
  { by = { payment.agreed.upn, figure.month_end, figure.sound }, order = { figure.apart, payment.payment_id } }) }

local id_is_clear = choose {
  { when = all { payment.agreed.upn:known(), count(payment, { by = { payment.payment_id } }):is(1) }, take = "yes" },
  otherwise = missing }

criterion "once" { label = "The month was paid once",
  test = all { figure.paid_before:known():is("no"), id_is_clear:is("yes") },
  if_met = "No other payment for the month comes before it.", if_unmet = unmet.once, source = "illustration" }
criterion "in_full" { label = "It is the amount that is due",
  test = payment.amount:is(payment.agreed.monthly), if_met = "{amount} is due.", if_unmet = unmet.in_full,
  source = "illustration" }

figure "query" { label = "To be queried", value = choose {
  { when = criterion.agreed:is("unmet"),      take = "no placement" },
  { when = criterion.in_census:is("unmet"),   take = "not in the census" },
  { when = criterion.ours:is("unmet"),        take = "another authority's" },
  { when = criterion.begun:is("unmet"),       take = "before it began" },
  { when = criterion.there:is("unmet"),       take = "a leaver" },
  { when = criterion.this_school:is("unmet"), take = "to another school" },
  { when = criterion.once:is("unmet"),        take = "paid twice" },
  { when = criterion.in_full:is("unmet"),     take = "another amount" },
  otherwise = "none" } }
figure "at_stake" { label = "Sum at stake", type = "GBP", value = choose {
  { when = figure.query:is("none"), take = 0 },
  { when = figure.query:is("another amount"), take = payment.amount - payment.agreed.monthly },
  otherwise = payment.amount } }
figure "says" { label = "The query", value = choose {
  { when = figure.query:is("none"), take = sentence "Nothing is queried." },
  { when = figure.query:is("no placement"), take = sentence(unmet.agreed) },
  { when = figure.query:is("not in the census"), take = sentence(unmet.in_census) },
  { when = figure.query:is("another authority's"), take = sentence(unmet.ours) },
  { when = figure.query:is("before it began"), take = sentence(unmet.begun) },
  { when = figure.query:is("a leaver"), take = sentence(unmet.there) },
  { when = figure.query:is("to another school"), take = sentence(unmet.this_school) },
  { when = figure.query:is("another amount"), take = sentence(unmet.in_full) },
  otherwise = sentence(unmet.once) } }

-- What may be queried of a placement ---------------------------------------------------------------------------------

local last = choose { { when = placement.ends:given(), take = earliest { placement.ends, today } }, otherwise = today }
local first_due = month_end(latest { placement.starts, year_start })
figure "months_due" { label = "Months due so far this year", value = choose {
  { when = first_due:after(last), take = 0 },
  otherwise = completed_months(first_due + days(1), last + days(1)) / months(1) + 1 } }
figure "months_paid" { label = "Months paid",
  value = count(payment, { for_each = payment.agreed, where = all {
    figure.query:one_of { "none", "another amount" },
    payment.month:on_or_after(year_start), figure.month_end:on_or_before(today) } }) }

criterion "payable" { label = "The pupil is in the census and ours",
  test = any { all { placement.pupil:known(), placement.pupil.home:is(param.us) },
               has_left(placement.pupil, placement) },
  if_met = "The pupil is in the census and lives here, or was not placed on its day.",
  if_unmet = "The pupil is not in the census, or lives elsewhere.",
  source = "High needs funding operational guide 2023-24, Table 1: the authority of residence pays" }
criterion "claimed" { label = "Paid for every month",
  test = figure.months_paid:is(figure.months_due),
  if_met = "{months_paid} of {months_due} months were paid.",
  if_unmet = "{months_paid} of {months_due} months were paid; {monthly} a month is agreed.",
  source = "High needs budgets: effective management, Figure 38: \"check that schools are properly claiming\"" }
criterion "same_school" { label = "The census has the pupil at this school",
  test = any { none { in_census(placement) }, placement.pupil.school:is(placement.school) },
  if_met = "The census has the pupil at {school}, or was not taken during the placement.",
  if_unmet = unmet.same_school,
  source = "illustration" }

figure "placement_query" { label = "To be queried", value = choose {
  { when = criterion.payable:is("unmet"), take = "none" },
  { when = all { criterion.claimed:is("unmet"), figure.months_paid:is(0) }, take = "never paid" },
  { when = criterion.claimed:is("unmet"), take = "months not paid" },
  { when = criterion.same_school:is("unmet"), take = "another school in the census" },
  otherwise = "none" } }
figure "not_paid" { label = "Agreed and not paid", type = "GBP", value = choose {
  { when = figure.placement_query:one_of { "never paid", "months not paid" },
    take = (figure.months_due - figure.months_paid) * placement.monthly },
  otherwise = 0 } }
figure "placement_says" { label = "The query", value = choose {
  { when = figure.placement_query:is("none"), take = sentence "Nothing is queried." },
  { when = figure.placement_query:is("another school in the census"),
    take = sentence(unmet.same_school) },
  otherwise = sentence "{months_paid} of {months_due} months were paid: {not_paid} is agreed and not paid." } }

-- The report ---------------------------------------------------------------------------------------------------------

local function number(of, where) return count(of, { where = where, missing = "left out" }) end
local function total(of, where) return sum(of, { where = where, missing = "left out" }) end

heading "Payments"
figure "payments"  { label = "Paid", type = "GBP", value = sum(payment.amount) }
figure "queries"   { label = "Payments to be queried", value = number(payment, figure.query:is_not("none")) }
figure "unsure"    { label = "Payments that cannot be judged: something is missing",
  value = count(payment, { where = figure.query:known():is("no") }) }
figure "over_paid" { label = "At stake: paid and perhaps not due", type = "GBP",
  value = total(higher_of { figure.at_stake, 0 }) }
figure "under_paid" { label = "Paid short of what is due", type = "GBP",
  value = total(higher_of { 0 - figure.at_stake, 0 }) }

for _, kind in ipairs {
  { "no_placement", "no placement",        "No placement in the register" },
  { "no_pupil",     "not in the census",   "The pupil is not in the census" },
  { "not_ours",     "another authority's", "The pupil lives in another authority" },
  { "too_early",    "before it began",     "For a month before the placement began" },
  { "leavers",      "a leaver",            "For a pupil who had left" },
  { "elsewhere",    "to another school",   "To another school" },
  { "twice",        "paid twice",          "Paid twice" },
  { "amounts",      "another amount",      "Another amount than is due" },
} do
  heading(kind[3])
  local of_kind = figure.query:is(kind[2])
  figure(kind[1]) { label = "Payments", value = number(payment, of_kind) }
  figure(kind[1] .. "_sum") { label = "At stake", type = "GBP", value = total(figure.at_stake, of_kind) }
end

heading "Placements"
figure "never_paid" { label = "Never paid", value = number(placement, figure.placement_query:is("never paid")) }
figure "gaps"       { label = "Not paid for some months",
  value = number(placement, figure.placement_query:is("months not paid")) }
figure "owed"       { label = "Agreed and not paid", type = "GBP", value = total(figure.not_paid) }
figure "moved"      { label = "At another school in the census",
  value = number(placement, figure.placement_query:is("another school in the census")) }
figure "placements_unsure" { label = "Placements that cannot be judged: something is missing",
  value = count(placement, { where = figure.placement_query:known():is("no") }) }
