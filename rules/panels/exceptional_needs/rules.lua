-- A grant for exceptional needs: money for a pupil in a mainstream school whose need is beyond what the school and the
-- money devolved to it can be expected to meet, with no EHC plan needed. Mainstream heads sit on the panel and chair it in
-- turn; each cluster of schools has its share of the year's money up front, and a contingency stands behind all of them.
--
-- Nothing here limits the right to ask for an EHC needs assessment (Children and Families Act 2014, section 36): no rule
-- asks whether one was asked for, and a decline or a spent pot is no decision about a child's needs.
--
-- The report describes how Camden came to its panel and what it rests on. It prints no form, mark or amount: where a source
-- begins with "illustration", a figure stands in for one that the council and its schools have to agree.

pack "exceptional_needs" {
  title    = "Exceptional needs grant",
  version  = "2026.1",
  language = 1,
  owner    = "SEND Strategy",
  source   = "Effective management of high needs funding, 2022, figure 17: Camden's Exceptional Needs Grant",
  approved = "draft",
  rounding = { to = "0.01", mode = "half away from zero" },
}

-- The clusters, and the application form -----------------------------------------------------------------------------

records "cluster" {
  what = "a cluster of schools that has a share of the money",
  key  = "cluster",
  input "cluster" { column = "Cluster", type = "id", required = true },
  input "roll"    { column = "Pupils", type = "pupils", min = 0, max = 20000, label = "Pupils in the cluster's schools" },
}

local area = { "ordinary", "predictable", "exceptional" }

records "application" {
  what = "an application for a grant",
  key  = "application",
  input "application"   { column = "Application", type = "id", private = true, required = true },
  input "cluster"       { column = "Cluster", type = "id", required = true, label = "Cluster" },
  link "in_cluster"     { to = "cluster", by = "cluster", required = true },
  input "school"        { column = "School", type = "id", required = true, label = "School" },
  input "received"      { column = "Received", type = "date", required = true, label = "Day the application came in" },
  input "panel_on"      { column = "Panel", type = "date", required = true, label = "Day of the panel" },
  input "chaired_by"    { column = "Chaired By", type = "id", required = true,
                          label = "School whose head chairs the panel" },
  input "plan"          { column = "EHC Plan", type = "yes/no", label = "An EHC plan is in force" },
  input "learning"      { column = "Learning", type = "choice", one_of = area, label = "Cognition and learning" },
  input "communication" { column = "Communication", type = "choice", one_of = area,
                          label = "Communication and interaction" },
  input "social"        { column = "Social And Emotional", type = "choice", one_of = area,
                          label = "Social, emotional and mental health" },
  input "physical"      { column = "Sensory And Physical", type = "choice", one_of = area,
                          label = "Sensory and physical" },
  input "cycles_done"   { column = "APDR Cycles", type = "count", min = 0, max = 20,
                          label = "Assess-plan-do-review cycles completed" },
  input "cost"          { column = "Annual Cost", type = "GBP/year", min = 0, max = 90000,
                          label = "Yearly cost on the costed provision map" },
  input "devolved"      { column = "Devolved Money", type = "GBP/year", min = 0, max = 90000,
                          label = "Devolved money that the school puts to it in a year" },
  input "starts"        { column = "Start", type = "date", required = true, label = "First day of the support" },
  input "weeks_asked"   { column = "Weeks Asked", type = "weeks", min = 1, max = 39, required = true,
                          label = "School weeks that the school asks for" },
  input "chair_outcome" { column = "Chair Outcome", type = "choice", one_of = { "agree", "decline", "refer" },
                          blank = "as the rules have it" },
  input "chair"         { column = "Chair", type = "text", blank = "nobody" },
  input "chair_reason"  { column = "Chair Reason", type = "text", blank = "no reason" },
  input "chair_on"      { column = "Chair Date", type = "date", blank = "no date" },
}

-- What the council and its schools have agreed -----------------------------------------------------------------------

param "envelope" { type = "GBP", label = "Money for the year", basis = "financial year",
  { from = "2026-04-01", value = 240000, source = "illustration: for Schools Forum", review_by = "2027-02-28" } }
param "committed" { type = "GBP", label = "Promised for this year by last year's panels", basis = "financial year",
  { from = "2026-04-01", value = 62000, source = "illustration", review_by = "2027-02-28" } }
param "contingency_share" { type = "percent", label = "Part of the money that is kept back as a contingency",
  { from = "2026-04-01", value = 5, source = "illustration: for Schools Forum", review_by = "2027-02-28" } }
param "each" { type = "GBP/pupil", label = "A cluster's share for each pupil",
  { from = "2026-04-01", value = 28, source = "illustration: for Schools Forum", review_by = "2027-02-28" } }
param "school_first" { type = "GBP/year", label = "Cost that the school meets first from its own budget",
  { from = "2026-04-01", value = 6000, review_by = "2027-02-28",
    source = "Invest to Save report, 27 January 2026, 4.14(c): \"the first £6,000 of additional support\"" } }
param "cap" { type = "GBP/year", label = "Most for one pupil",
  { from = "2026-04-01", value = 12000, source = "illustration: for Schools Forum", review_by = "2027-02-28" } }
param "exceptional_from" { type = "points", label = "Points of need that are exceptional",
  { from = "2026-04-01", value = 4, source = "illustration: for the heads of the panel", review_by = "2027-02-28" } }
param "contingency_from" { type = "points", label = "Points of need for which the contingency pays",
  { from = "2026-04-01", value = 7, source = "illustration: for the heads of the panel", review_by = "2027-02-28" } }
param "cycles" { type = "count", label = "Assess-plan-do-review cycles asked for",
  { from = "2026-04-01", value = 2, source = "illustration; Shropshire asks for two", review_by = "2027-02-28" } }
param "most_weeks" { type = "weeks", label = "Longest grant",
  { from = "2026-04-01", value = 26, source = "illustration: two terms", review_by = "2027-02-28" } }
param "school_weeks" { type = "weeks/year", label = "School weeks in a year",
  { from = "2026-04-01", value = 39, source = "illustration: the weeks of each school year in terms.csv" } }

calendar "school" { source = "illustration: term dates of one council in England",
  weekend = { "Saturday", "Sunday" }, terms = "terms.csv" }

figure "year_end" { label = "Last day of the financial year", value = financial_year_end(decision_date) }

-- What the form must be ----------------------------------------------------------------------------------------------

must "in_time" { at = application.received, source = "illustration",
  test = application.received:on_or_before(application.panel_on),
  say  = "The application came in on {received}, after the panel of {panel_on}.",
  asks = "write the panel that it is for" }
must "this_year" { at = application.panel_on, source = "illustration",
  test = financial_year_end(application.panel_on):is(figure.year_end),
  say  = "The panel of {panel_on} shares out the money of another financial year.",
  asks = "put it into that year's file" }
must "after_the_panel" { at = application.starts, source = "illustration",
  test = application.starts:on_or_after(application.panel_on),
  say  = "The support starts on {starts}, before the panel of {panel_on}: nothing is paid for what is past.",
  asks = "write a first day from the panel on" }
must "starts_this_year" { at = application.starts, source = "illustration",
  test = calendar.school:school_weeks(application.starts, figure.year_end):at_least(1),
  say  = "No school week of this financial year is left from {starts} on.",
  asks = "apply to the first panel of the next year" }
must "not_its_own_case" { at = application.chaired_by, source = "illustration",
  test = application.chaired_by:is(application.school):is("no"),
  say  = "The head of {school} cannot chair the panel that decides on an application of {school}.",
  asks = "write the school of the head who took the chair for it" }

-- Is the need exceptional? -------------------------------------------------------------------------------------------
-- The four areas of need are those of the Code of Practice; "predictable" and "exceptional" are Camden's words.

local points = { ordinary = 0, predictable = 1, exceptional = 3 }

score "need" { label = "Points of need",
  source = "SEND Code of Practice 2015, 6.28 to 6.35: four areas; grades, words and points are illustrations",
  { of = application.learning, points = points, descriptors = {
      ordinary    = "Learns with the class, with teaching that is adapted for all.",
      predictable = "Learns well below the class, and catches up in small groups.",
      exceptional = "Follows a curriculum of their own in most lessons, with an adult." } },
  { of = application.communication, points = points, descriptors = {
      ordinary    = "Is understood, and understands what is said to the class.",
      predictable = "Needs language made plain, and a programme set by a therapist.",
      exceptional = "Depends on signs, symbols or a device, and on an adult who knows them." } },
  { of = application.social, points = points, descriptors = {
      ordinary    = "Settles with the routines of the school.",
      predictable = "Needs a key adult and a quiet place on most days.",
      exceptional = "Is not safe, or keeps others from being safe, without an adult close by." } },
  { of = application.physical, points = points, descriptors = {
      ordinary    = "Uses the building and its equipment as others do.",
      predictable = "Needs equipment, or help at some times of the day.",
      exceptional = "Needs an adult to move, eat or keep well through the school day." } } }

-- What is asked, and how much ----------------------------------------------------------------------------------------

figure "school_meets" { label = "Met by the school and the money devolved to it", type = "GBP/year",
  value = param.school_first + application.devolved }
figure "a_year" { label = "Cost above that, up to the most for one pupil", type = "GBP/year",
  value = higher_of { 0, lower_of { application.cost - figure.school_meets, param.cap } } }
figure "weeks" { label = "School weeks of the grant", value = lower_of { application.weeks_asked, param.most_weeks } }
figure "ends"  { label = "The grant ends on",
  value = calendar.school:school_week_end(application.starts, figure.weeks) }
figure "weeks_this_year" { label = "School weeks in this financial year",
  value = lower_of { figure.weeks, calendar.school:school_weeks(application.starts, figure.year_end) } }

criterion "no_plan" { label = "No EHC plan", source = "Effective management of high needs funding, 2022, figure 17",
  test     = application.plan:is("no"),
  if_met   = "There is no EHC plan, and none is needed.",
  if_unmet = "An EHC plan is in force: it says what must be provided, and is funded by itself." }
criterion "exceptional" { label = "The need is exceptional", source = "illustration: for the heads of the panel",
  test     = score.need:at_least(param.exceptional_from),
  if_met   = "The need comes to {need}; from {exceptional_from} it is exceptional.",
  if_unmet = "The need comes to {need}; from {exceptional_from} it would be exceptional.",
  asks     = "The four areas of need, graded by the published descriptors." }
criterion "beyond" { label = "The cost is beyond what the school can be expected to meet",
  source   = "Effective management of high needs funding, 2022, figure 17: devolved money is taken into account",
  test     = application.cost:over(figure.school_meets),
  if_met   = "Support costs {cost}; the school and the money devolved to it meet {school_meets}.",
  if_unmet = "Support costs {cost}, within the {school_meets} that the school and the money devolved to it meet.",
  asks     = "The costed provision map, and the devolved money that goes into it." }
criterion "tried" { label = "The school's own support has been tried", source = "SEND Code of Practice 2015, 6.44",
  test     = application.cycles_done:at_least(param.cycles),
  if_met   = "{cycles_done} cycles of assess, plan, do, review are completed.",
  if_unmet = "{cycles_done} of {cycles} cycles of assess, plan, do, review are completed.",
  asks     = "The school's last reviews of its support." }

local in_scope = all { criterion.no_plan, criterion.exceptional, criterion.beyond }

panel "decision" { label = "The panel's decision", on_missing = "refer", source = "illustration: for the heads of the panel",
  override = { outcome = application.chair_outcome, by = application.chair, reason = application.chair_reason,
               on = application.chair_on },
  { outcome = "agree", when = all { in_scope, criterion.tried },
    say = "The panel agrees a grant for {weeks}, until {ends}. It is paid while there is money for it." },
  { outcome = "decline",
    when = any { criterion.no_plan:is("unmet"), criterion.exceptional:is("unmet"), criterion.beyond:is("unmet") },
    say = "The panel does not agree a grant; what is not met is said above. Anyone can still ask for an EHC needs assessment." },
  { outcome = "refer", when = all { in_scope, criterion.tried:is("unmet") },
    say = "The panel looks at it again when {cycles} cycles of the school's own support are completed." } }

-- What is claimed. While it cannot be told whether a grant is agreed nothing is claimed, and nothing is declined.

criterion "as_it_is" { label = "No other decision by the chair", source = "illustration: for the heads of the panel",
  test     = application.chair_outcome:given():is("no"),
  if_met   = "The chair has not decided otherwise.",
  if_unmet = "The chair has decided otherwise, and said why." }

local agreed = any {
  all { application.chair_outcome:given(), application.chair_outcome:is("agree") },
  all { criterion.as_it_is, in_scope, criterion.tried } }

award "grant" { label = "Grant agreed", type = "GBP", when = agreed, source = "illustration",
  amount = figure.a_year * figure.weeks / param.school_weeks }
award "this_years" { label = "Grant agreed, in this financial year", type = "GBP", when = agreed, source = "illustration",
  amount = figure.a_year * figure.weeks_this_year / param.school_weeks, full_year = figure.a_year }

-- The pots -----------------------------------------------------------------------------------------------------------

heading "The year's money"

figure "money" { label = "Money for the year", type = "GBP", value = param.envelope }
figure "promised" { label = "- promised by last year's panels", type = "GBP", value = param.committed }
figure "contingency" { label = "- kept back as a contingency", type = "GBP",
  value = param.envelope * param.contingency_share }
figure "to_share" { label = "- for the clusters' shares", type = "GBP",
  value = figure.money - figure.promised - figure.contingency }

-- Each cluster has its share before the first application, as Nottingham's schools have had theirs.
figure "by_pupils" { label = "Share by pupils", type = "GBP", value = cluster.roll * param.each,
  rounding = { to = "0.01", mode = "half away from zero" } }
allocation "share" { label = "Share of the cluster",
  claim = figure.by_pupils, pot = figure.to_share, share = "pro rata",
  source = "Effective management of high needs funding, 2022: shares up front (Nottingham); by pupils is an illustration" }

-- Panel by panel, since what one has paid the next cannot take back; at each the greatest need first. Nobody is overtaken.
allocation "paid" { label = "Paid from the cluster's share",
  claim = award.this_years, by = { application.cluster }, pot = application.in_cluster.share,
  share = "in order", part_award = false, if_short = "stop",
  order = { application.panel_on, score.need:highest_first(), application.received, application.application },
  source = "illustration: for Schools Forum" }

-- The contingency is for the greatest needs whose cluster has no money left, in whatever cluster they are.
figure "waiting_in_need" { label = "For the contingency", type = "GBP", value = choose {
  { when = allocation.paid.unpaid:is(0), take = 0 },
  { when = score.need:at_least(param.contingency_from), take = allocation.paid.unpaid },
  otherwise = 0 } }
allocation "from_contingency" { label = "Paid from the contingency",
  claim = figure.waiting_in_need, pot = figure.contingency,
  share = "in order", part_award = false, if_short = "next that fits",
  order = { application.panel_on, score.need:highest_first(), application.received, application.application },
  source = "illustration: for Schools Forum" }

-- What an application gets, and what it binds next year --------------------------------------------------------------

figure "all_paid" { label = "Paid in this financial year", type = "GBP",
  value = allocation.paid + allocation.from_contingency }
figure "waiting" { label = "Agreed, and no money left", type = "GBP", value = award.this_years - figure.all_paid }
figure "next_year" { label = "Paid in the next financial year", type = "GBP", value = choose {
  { when = figure.waiting:is(0), take = award.grant - award.this_years }, otherwise = 0 } }
figure "carried" { label = "What is paid, for a full year", type = "GBP/year", value = choose {
  { when = figure.waiting:is(0), take = award.this_years.full_year }, otherwise = 0 } }

heading "What it comes to"

local function total(of) return sum(of, { missing = "left out" }) end

figure "claimed"        { label = "Agreed for this year", type = "GBP", value = total(award.this_years) }
figure "from_shares"    { label = "Paid from the clusters' shares", type = "GBP", value = total(allocation.paid) }
figure "from_the_rest"  { label = "Paid from the contingency", type = "GBP",
  value = total(allocation.from_contingency) }
figure "all_waiting"    { label = "Agreed, and no money left", type = "GBP", value = total(figure.waiting) }
figure "at_stake"       { label = "Could be claimed by those that cannot be told yet", type = "GBP",
  value = total(allocation.paid.could_cost) }
figure "left_over"      { label = "Left of the year's money", type = "GBP",
  value = figure.money - figure.promised - figure.from_shares - figure.from_the_rest }
figure "all_next_year"  { label = "Promised for the next financial year", type = "GBP", value = total(figure.next_year) }
figure "all_carried"    { label = "What is paid, for a full year", type = "GBP/year", value = total(figure.carried) }

-- What holds of every application ------------------------------------------------------------------------------------

property "a grant is never below nought, and never above the most for one pupil" {
  never_under(award.grant, 0), never_over(award.this_years.full_year, param.cap) }
property "more cost never pays less" { rises(award.grant, { with = application.cost }) }
property "more devolved money never pays more" { falls(award.grant, { with = application.devolved }) }
property "more weeks never pay less" { rises(award.grant, { with = application.weeks_asked }) }
property "this year's part is part of the grant" { never_over(award.this_years, award.grant) }
property "nobody is paid less than nothing, or more than was agreed" {
  never_under(allocation.paid, 0), never_under(allocation.paid.unpaid, 0),
  never_under(allocation.from_contingency, 0), never_under(allocation.from_contingency.unpaid, 0) }
