-- One envelope of money for targeted support, shared out to the penny: a share for each cluster of schools up front, then
-- each cluster's requests in order until its share is spent, and a reserve for the most urgent of those left out.
--
-- Who can have support, and how much, is what panels have decided (rules/pre_ehcp is such a decision); this pack begins
-- there. Not to be paid is no decision about a child's needs, and nothing here limits the right to ask for an EHC needs
-- assessment (Children and Families Act 2014, section 36).
--
-- The report gives the money. It gives no order, cap, share or reserve: where a source begins with "illustration", a
-- figure stands in for one that the council and its schools have to agree.

pack "targeted_envelope" {
  title    = "Targeted support from one envelope",
  version  = "2026.1",
  language = 1,
  owner    = "SEND Strategy",
  source   = "Invest to Save report, 27 January 2026, 4.14(c)",
  approved = "draft",
  rounding = { to = "0.01", mode = "half away from zero" },
}

-- What is known ------------------------------------------------------------------------------------------------------

records "cluster" {
  what = "a cluster of schools that has a share of the money",
  key  = "cluster",
  input "cluster"    { type = "id", required = true, label = "Cluster" },
  input "on_support" { type = "pupils", min = 0, max = 5000, label = "Pupils on SEN support in the cluster's schools" },
}

records "request" {
  what     = "a request on which a panel has decided",
  key      = "request_id",
  dated_by = "panel_date",
  input "request_id"   { type = "id", private = true, required = true },
  input "cluster"      { type = "id", required = true, label = "Cluster" },
  link "in_cluster"    { to = "cluster", by = "cluster", required = true },
  input "school"       { type = "id", required = true, label = "School" },
  input "received"     { type = "date", required = true, label = "Day the request came in" },
  input "panel_date"   { type = "date", required = true, label = "Day of the panel" },
  input "panel_agrees" { type = "yes/no", label = "The panel recommends support" },
  input "a_year"       { type = "GBP/year", min = 0, max = 60000, label = "Yearly cost of the support, above the school's share" },
  input "weeks"        { type = "weeks", min = 1, max = 39, label = "School weeks of support in this financial year" },
  input "at_risk"      { type = "choice", one_of = { "no", "part-time timetable", "exclusion" },
    label = "Risk of exclusion" },
  input "looked_after" { type = "yes/no", label = "Looked after by the council" },
}

-- What the council has decided ---------------------------------------------------------------------------------------

param "envelope" { type = "GBP", label = "Money for the year", basis = "financial year",
  { from = "2026-04-01", value = 1500000, review_by = "2027-02-28",
    source = "Invest to Save report, 4.14(c): \"the model would cost £1.5M per year\"" } }
param "committed" { type = "GBP", label = "Promised for this year by last year's panels", basis = "financial year",
  { from = "2026-04-01", value = 310000, source = "illustration", review_by = "2027-02-28" } }
param "reserve_share" { type = "percent", label = "Part of the envelope that is kept back for urgent requests",
  { from = "2026-04-01", value = 5, source = "illustration; clusters of other councils keep a contingency" } }
param "each" { type = "GBP/pupil", label = "A cluster's share for each pupil on SEN support",
  { from = "2026-04-01", value = 300, source = "illustration: for Schools Forum" } }
param "least_share" { type = "GBP", label = "Share below which no cluster is cut",
  { from = "2026-04-01", value = 60000, source = "illustration: for Schools Forum" } }
param "school_cap" { type = "GBP", label = "Most for the requests of one school",
  { from = "2026-04-01", value = 60000, source = "illustration: for Schools Forum" } }
param "school_weeks" { type = "weeks/year", label = "School weeks in a year",
  { from = "2026-04-01", value = 39, source = "illustration: a school year of 195 days" } }
param "urgent_from" { type = "points", label = "Priority from which the reserve pays",
  { from = "2026-04-01", value = 3, source = "illustration" } }
param "high_cost" { type = "GBP/year", label = "Cost that adds to the priority",
  { from = "2026-04-01", value = 6000, source = "illustration" } }

-- What is asked for --------------------------------------------------------------------------------------------------

figure "year_end" { label = "Last day of the financial year", value = financial_year_end(decision_date) }

criterion "recommended" { label = "The panel recommends support",
  test     = request.panel_agrees,
  if_met   = "The panel recommends support.",
  if_unmet = "The panel does not recommend support.",
  source   = "illustration" }
criterion "this_year" { label = "The panel sat in this financial year",
  test     = financial_year_end(request.panel_date):is(figure.year_end),
  if_met   = "The panel of {panel_date} sat in this financial year.",
  if_unmet = "The panel of {panel_date} sat in another financial year: its requests claim the money of that year.",
  source   = "illustration" }

award "support" { label = "Support", type = "GBP",
  when      = all { criterion.recommended, criterion.this_year },
  amount    = request.a_year * request.weeks / param.school_weeks,
  full_year = request.a_year,
  source    = "illustration" }

-- What there is to share out -----------------------------------------------------------------------------------------
-- What last year promised and the reserve come off first.

heading "The envelope"

figure "money"   { label = "Money for the year", type = "GBP", value = param.envelope }
figure "reserve" { label = "Kept back for urgent requests", type = "GBP",
  value = param.envelope * param.reserve_share }
figure "to_share" { label = "To be shared out over clusters", type = "GBP",
  value = param.envelope - param.committed - figure.reserve }

-- A share for each cluster -------------------------------------------------------------------------------------------
-- By pupils on SEN support; where the money does not suffice all are cut in proportion, none below the least share.

figure "by_pupils" { label = "Share by pupils on SEN support", type = "GBP",
  value = cluster.on_support * param.each, rounding = { to = "0.01", mode = "half away from zero" } }

allocation "share" { label = "Share of the cluster",
  claim = figure.by_pupils, pot = figure.to_share, share = "pro rata", floor = param.least_share,
  source = "illustration: for Schools Forum" }

-- Who comes first in a cluster ---------------------------------------------------------------------------------------

score "priority" { label = "Priority", source = "illustration",
  { of = request.at_risk, points = { ["no"] = 0, ["part-time timetable"] = 3, ["exclusion"] = 5 } },
  { when = request.looked_after, points = 2 },
  { when = request.a_year:at_least(param.high_cost), points = 1 } }

-- Panel by panel, since what one has paid the next cannot take back; at each by priority. Until the share is spent:
-- nobody is overtaken, and nobody is paid in part. A school at its cap waits, the others of the cluster go on.
allocation "paid" { label = "Paid from the cluster's share",
  claim = award.support, by = { request.cluster }, pot = request.in_cluster.share,
  share = "in order", part_award = false, if_short = "stop",
  cap_for = { by = { request.school }, most = param.school_cap },
  order = { request.panel_date, score.priority:highest_first(), request.received, request.request_id },
  source = "illustration: for Schools Forum" }

-- The reserve --------------------------------------------------------------------------------------------------------
-- For requests of high priority whose cluster's share, or school's cap, is spent: first come, first served, and a request
-- too large for what is left does not hold up the next.

figure "urgent" { label = "Urgent and not paid by the cluster", type = "GBP",
  value = choose { { when = allocation.paid.unpaid:is(0), take = 0 },
                   { when = score.priority:at_least(param.urgent_from), take = allocation.paid.unpaid },
                   otherwise = 0 } }

allocation "from_reserve" { label = "Paid from the reserve",
  claim = figure.urgent, pot = figure.reserve, share = "in order", part_award = false, if_short = "next that fits",
  order = { request.received, request.request_id },
  source = "illustration: for Schools Forum" }

-- What a request gets, and what it binds next year -------------------------------------------------------------------
-- The year's money pays for the weeks of this year; the same support for a whole year is what next year's envelope
-- begins with if nothing ends.

figure "all_paid" { label = "Paid", type = "GBP", value = allocation.paid + allocation.from_reserve }
figure "waiting"  { label = "Recommended and not paid", type = "GBP", value = award.support - figure.all_paid }
figure "carried"  { label = "What is paid, for a full year", type = "GBP/year",
  value = choose { { when = allocation.from_reserve:is(0), take = allocation.paid.full_year },
                   otherwise = award.support.full_year } }

-- What it comes to ---------------------------------------------------------------------------------------------------

heading "What it comes to"

local function total(of) return sum(of, { missing = "left out" }) end

figure "shares"        { label = "Shares of all clusters", type = "GBP", value = sum(allocation.share) }
figure "claimed"       { label = "Recommended by panels", type = "GBP", value = total(award.support) }
figure "from_shares"   { label = "Paid from the clusters' shares", type = "GBP", value = total(allocation.paid) }
figure "from_reserves" { label = "Paid from the reserve", type = "GBP", value = total(allocation.from_reserve) }
figure "all_waiting"   { label = "Recommended and not paid", type = "GBP", value = total(figure.waiting) }
figure "at_stake"      { label = "Could be claimed by those who cannot be told yet", type = "GBP",
  value = total(allocation.paid.could_cost) }
figure "rest"          { label = "Left of the year's money", type = "GBP",
  value = param.envelope - param.committed - figure.from_shares - figure.from_reserves }
figure "full_year"     { label = "What is paid, for a full year", type = "GBP/year", value = total(figure.carried) }

-- What holds of every request ----------------------------------------------------------------------------------------

property "support is never below nought" { never_under(award.support, 0), never_under(figure.reserve, 0) }
property "nobody is paid less than nothing, or more than was claimed" {
  never_under(allocation.paid, 0), never_under(allocation.paid.unpaid, 0),
  never_under(allocation.from_reserve, 0), never_under(allocation.from_reserve.unpaid, 0) }
property "more weeks never ask for less" { rises(award.support, { with = request.weeks }) }
