-- Top-up (element 3): what is paid for a named pupil over the core funding of the place, by the authority where the
-- pupil lives. The authority where the school is has the place paid (the pack place_funding).
--
-- The run pays one financial year: the one in which the day of --on lies. A row is a spell: one pupil, one school, one
-- level of support. A change of band ends a spell and begins the next. No rate below is agreed policy but where its
-- source says so; how a part of a year is counted is one parameter, `count`.

pack "topup" {
  title    = "Top-up for named pupils",
  version  = "2026.1",
  language = 1,
  owner    = "SEND Finance",
  source   = "High needs funding operational guide 2023-24, Table 1; its wording as Hounslow Council quotes it",
  approved = "draft",
  rounding = { to = "0.01", mode = "half away from zero" },
}

-- Authorities, schools and spells ------------------------------------------------------------------------------------
-- An empty cell is missing, and missing is never nought; where `blank` is given, an empty cell is a fact. A new band or
-- level is a new name in `one_of` here, and its rows in bands.csv or matrix.csv.
--
-- A costed provision of a special school is all that the pupil costs, for its place funding is elements 1 and 2. In any
-- other school it is what the pupil costs beyond the basic funding of every pupil (element 1).

records "authority" {
  what = "an authority",
  key  = "authority_id",
  input "authority_id" { type = "id", required = true },
}

records "school" {
  what = "a school or other provider",
  key  = "school_id",
  input "school_id"       { type = "id", required = true },
  input "area"            { type = "id", label = "Authority where the school is" },
  input "setting"         { type = "choice", label = "Setting", one_of = {
    "mainstream", "unit", "special", "non-maintained special", "independent special", "further education" } },
  input "baseline_income" { type = "GBP/year", min = 0, blank = "no guarantee",
    label = "Baseline year: income for places and top-up, at this year's mix of bands" },
  input "baseline_places" { type = "places", min = 0, label = "Baseline year: places" },
  input "income"          { type = "GBP/year", min = 0, label = "This year: income for places and top-up" },
  input "places"          { type = "places", min = 0, label = "This year: places" },
  link "in_area" { to = "authority", by = "area" },
}

records "spell" {
  what = "a time in which one pupil has one level of support at one school",
  key  = "spell_id",
  input "spell_id"   { type = "id", required = true },
  input "pupil"      { type = "id", private = true, required = true, label = "Pupil" },
  input "home"       { type = "id", label = "Authority where the pupil lives" },
  input "school"     { type = "id", label = "School" },
  input "basis"      { type = "choice", one_of = { "band", "matrix", "costed" }, label = "What the amount goes by" },
  input "band"       { type = "choice", one_of = { "A", "B", "C", "D" }, label = "Band" },
  input "need"       { type = "choice", label = "Area of need", one_of = {
    "communication and interaction", "cognition and learning", "social, emotional and mental health",
    "sensory or physical" } },
  input "level"      { type = "choice", one_of = { "1", "2", "3" }, label = "Level of need" },
  input "cost"       { type = "GBP/year", min = 0, max = 250000, 
    label = "Costed provision a year: all of it in a special school, elsewhere what is beyond basic funding" },
  input "starts"     { type = "date", required = true, label = "First day" },
  input "ends"       { type = "date", blank = "has not ended", label = "Last day" },
  input "decided_on" { type = "date", label = "Day of the decision" },
  input "asked_on"   { type = "date", blank = "not a new plan", label = "Day the plan was asked for" },
  input "paid"       { type = "GBP", blank = "nothing so far", label = "Paid so far in the financial year" },
  link "at" { to = "school", by = "school" },
  link "of" { to = "authority", by = "home" },
}

-- What the council has decided ---------------------------------------------------------------------------------------
-- A new value is a new row with the day it takes effect. Rates stand in bands.csv and matrix.csv, a row for each
-- financial year, written as 2026-27; they are what is paid on top of core funding, so nothing comes off them. Spells of
-- a year without rows there are rejected: put the rows of a new year in before its first run.

param "us" { type = "id", label = "This authority",
  { from = "2020-04-01", value = "OURS", source = "illustration: the number of the authority" } }

param "count" { type = "choice", label = "How a part of a year is counted", one_of = {
    "days", "weeks", "months, part by days", "months, part whole", "months, part left out", "half-terms", "terms" },
  { from = "2020-04-01", value = "days", source = "illustration: councils differ" } }

param "school_first" { type = "GBP/year", label = "Cost that a school meets first: notional SEN budget, or element 2",
  { from = "2013-04-01", value = 6000, source = "Invest to Save report, 27 January 2026: \"often the first £6,000\"" } }
param "special_place" { type = "GBP/year", label = "Cost that the funding of a special place meets (elements 1 and 2)",
  { from = "2013-04-01", value = 10000, source = "High needs place deductions 2020-21 to 2023-24: special places" } }

param "furthest_back" { type = "weeks", label = "Furthest back from the decision, 52 weeks at most", min = 0, max = 52,
  { from = "2014-09-01", value = 26, source = "illustration" } }
param "plan_weeks" { type = "weeks", label = "Time in which a plan is due",
  { from = "2014-09-01", value = 20, source = "Special Educational Needs and Disability Regulations 2014, 13(2)" } }

param "guaranteed" { type = "percent", label = "Minimum funding guarantee: change of the income a place",
  { from = "2023-04-01", value = 3, source = "third party: Schools Week and TES, December 2022; on 2021-22" },
  { from = "2024-04-01", value = "expected", source = "to be read from the conditions of grant" },
  { from = "2025-04-01", value = 0, source = "third party: North Yorkshire executive paper, 2025-26" },
  { from = "2026-04-01", value = 0, source = "illustration: to be read from the conditions of grant" } }

calendar "halves" { source = "illustration: term dates of one council in England", terms = "half_terms.csv" }
calendar "thirds" { source = "illustration: term dates of one council in England", terms = "terms.csv" }

-- The days that are paid ---------------------------------------------------------------------------------------------
-- From the first day, but where the decision came later, from no earlier than the limit, and for a plan that came late
-- from no earlier than the day on which it was due.

heading "The financial year"
figure "year_start"   { label = "First day of the financial year",
  value = financial_year_end(decision_date) - months(12) + days(1) }
figure "year_end"     { label = "Last day of the financial year", value = financial_year_end(decision_date) }
figure "before_start" { label = "First day of the financial year before", value = figure.year_start - months(12) }

local limit = spell.decided_on - param.furthest_back:at(spell.decided_on)
figure "back_to" { label = "First day that the decision can reach",
  value = earliest { spell.decided_on, choose {
    { when = spell.asked_on:given(), take = latest { limit, spell.asked_on + param.plan_weeks } },
    otherwise = limit } } }
figure "paid_from" { label = "First day that is paid", value = latest { spell.starts, figure.back_to } }
figure "paid_to"   { label = "Last day that is paid",
  value = choose { { when = spell.ends:given(), take = spell.ends }, otherwise = figure.year_end } }

-- The spell before it, of the same pupil. Where two overlap, nothing is paid from the later one on until the dates are
-- put right.
figure "earlier_to" { label = "Last day of the pupil's spell before",
  value = previous(figure.paid_to, { by = { spell.pupil }, order = { spell.starts, spell.spell_id } }) }
figure "overlaps"   { label = "Begins before the last one has ended", type = "yes/no",
  value = all { figure.earlier_to:known(), spell.starts:on_or_before(figure.earlier_to) } }
figure "overlapped" { label = "The pupil's spells that overlap",
  value = count(spell, { where = figure.overlaps, by = { spell.pupil } }) }
figure "clear_to"   { label = "First day on which the pupil's spells overlap",
  value = minimum(spell.starts, { where = figure.overlaps, by = { spell.pupil } }) }

-- Who is paid for ----------------------------------------------------------------------------------------------------

criterion "ours" { label = "The pupil is ours to pay for",
  test     = spell.home:is(param.us),
  if_met   = "The pupil lives here.",
  if_unmet = "The pupil lives in {home}, which pays the top-up.",
  source   = "High needs funding operational guide 2023-24, Table 1: the authority of residence pays" }
criterion "theirs" { label = "The pupil is another authority's, at a school here",
  test     = all { spell.home:is_not(param.us), spell.at.area:is(param.us) },
  if_met   = "The pupil lives in {home}, and the school is here.",
  if_unmet = "The pupil lives here, or the school is elsewhere.",
  source   = "High needs funding operational guide 2023-24, Table 1: the authority of residence pays" }
criterion "decided" { label = "Decided by the end of the financial year",
  test     = spell.decided_on:on_or_before(figure.year_end),
  if_met   = "Decided on {decided_on}.",
  if_unmet = "Decided on {decided_on}, after {year_end}.",
  source   = "illustration" }
criterion "some_day" { label = "Some day of it can be paid",
  test     = figure.paid_from:on_or_before(figure.paid_to),
  if_met   = "Paid from {paid_from} to {paid_to}.",
  if_unmet = "It ended on {paid_to}, and the first day that can be paid is {paid_from}.",
  source   = "illustration" }
criterion "one_at_a_time" { label = "No two spells of the pupil overlap",
  test     = any { figure.overlapped:is(0), spell.starts:before(figure.clear_to) },
  if_met   = "No overlap until this spell.",
  if_unmet = "From {clear_to} on two spells of the pupil overlap: correct the dates.",
  source   = "illustration" }

local payable = all { criterion.decided, criterion.some_day, criterion.one_at_a_time }

-- How much -----------------------------------------------------------------------------------------------------------

figure "year"        { label = "Financial year", value = financial_year(figure.year_start) }
figure "year_before" { label = "Financial year before", value = financial_year(figure.before_start) }

lookup "band"          { by = { band = spell.band, year = figure.year }, from = "bands.csv",
  types = { topup = "GBP/year" } }
lookup "band_before"   { by = { band = spell.band, year = figure.year_before }, from = "bands.csv",
  types = { topup = "GBP/year" } }
lookup "matrix"        { by = { need = spell.need, level = spell.level, year = figure.year }, from = "matrix.csv",
  types = { topup = "GBP/year" } }
lookup "matrix_before" { by = { need = spell.need, level = spell.level, year = figure.year_before },
  from = "matrix.csv", types = { topup = "GBP/year" } }

local function support(of_band, of_matrix)
  return choose { { when = spell.basis:is("band"), take = of_band },
                  { when = spell.basis:is("matrix"), take = of_matrix },
                  otherwise = spell.cost }
end
local function core(day)
  return choose {
    { when = spell.basis:is_not("costed"), take = 0 },
    { when = spell.at.setting:one_of { "special", "non-maintained special" }, take = param.special_place:at(day) },
    { when = spell.at.setting:is("independent special"), take = 0 },   -- has no place funding
    otherwise = param.school_first:at(day) }
end
figure "support"        { label = "Rate or costed provision, a year", type = "GBP/year",
  value = support(lookup.band.topup, lookup.matrix.topup) }
figure "support_before" { label = "Rate or costed provision in the year before, a year", type = "GBP/year",
  value = support(lookup.band_before.topup, lookup.matrix_before.topup) }
figure "core"           { label = "Of that, met by core funding", type = "GBP/year", value = core(figure.year_start) }
figure "core_before"    { label = "Of that, met by core funding in the year before", type = "GBP/year",
  value = core(figure.before_start) }

-- The part of the year that begins on `start`. A spell that carries on from the one before takes what that one has left
-- of the year to date, so that a week, month or term in which the band changes is paid once.
figure "carries_on" { label = "Carries on from the spell before", type = "yes/no",
  value = all { figure.earlier_to:known(), figure.paid_from:is(figure.earlier_to + days(1)), criterion.some_day } }

local function counted(start, from, to)
  local function by(what, part_month)
    return part_of_year { from = from, to = to, start = start, count = what, part_month = part_month }
  end
  return choose {
    { when = param.count:is("days"),                  take = by("days") },
    { when = param.count:is("weeks"),                 take = by("weeks") },
    { when = param.count:is("months, part by days"),  take = by("months", "by days") },
    { when = param.count:is("months, part whole"),    take = by("months", "whole") },
    { when = param.count:is("months, part left out"), take = by("months", "left out") },
    { when = param.count:is("half-terms"),            take = by(calendar.halves) },
    otherwise = by(calendar.thirds) }
end
local function part(start)
  return choose {
    { when = figure.carries_on,
      take = counted(start, start, figure.paid_to) - counted(start, start, figure.earlier_to) },
    otherwise = counted(start, figure.paid_from, figure.paid_to) }
end

figure "a_year"     { label = "Top-up for a full year", type = "GBP/year",
  value = higher_of { 0, figure.support - figure.core } }
figure "part"       { label = "Part of this financial year", value = part(figure.year_start) }
figure "part_before" { label = "Part of the financial year before", value = part(figure.before_start) }

local this_year = funding.topup { cost = figure.support, met = figure.core, part = figure.part }

award "topup" { label = "Top-up for this financial year", type = "GBP",
  when   = all { criterion.ours, payable },
  amount = this_year,
  source = "High needs funding operational guide, as Hounslow Council quotes it: what is needed over core funding" }

-- A decision of this year that reaches back over 1 April: at the rates of the year before.
award "arrears" { label = "Top-up for the financial year before", type = "GBP",
  when   = all { criterion.ours, payable, spell.decided_on:on_or_after(figure.year_start),
                 figure.paid_from:before(figure.year_start) },
  amount = funding.topup { cost = figure.support_before, met = figure.core_before, part = figure.part_before },
  source = "illustration; Gloucestershire backdated to the day on which the plan was due" }

-- A pupil of another authority in a school of ours: that authority owes it to the school. Shown at our rates.
award "others" { label = "Top-up that another authority owes here, at our rates", type = "GBP",
  when   = all { criterion.theirs, payable },
  amount = this_year,
  source = "High needs funding operational guide 2023-24, Table 1: the authority of residence pays" }

-- Twelve instalments -------------------------------------------------------------------------------------------------
-- Those of the months that are over on the day of the run are done; what is still to pay is dealt over the others.

figure "due"  { label = "To pay in this financial year", type = "GBP", value = award.topup + award.arrears }
figure "so_far" { label = "Paid so far", type = "GBP",
  value = choose { { when = spell.paid:given(), take = spell.paid }, otherwise = 0 } }
figure "done" { label = "Instalments that are done", type = "count",
  rounding = { to = "1", mode = "down" },
  value = completed_months(figure.year_start, decision_date) / months(1) }

instalments "monthly" { label = "To pay by month", of = figure.due, into = 12, remainder = "last",
  paid = figure.so_far, done = figure.done,
  source = "illustration: monthly unless agreed otherwise" }

-- The minimum funding guarantee of special schools -------------------------------------------------------------------
-- A check: what would lift the income a place to the guaranteed one. It is meant for one mix of bands, so the baseline
-- income is stated at this year's mix.

figure "short" { label = "Short of the minimum funding guarantee", type = "GBP/year",
  rounding = { to = "0.01", mode = "half away from zero" },
  value = choose {
    { when = school.baseline_income:given(),
      take = funding.guarantee { baseline_income = school.baseline_income, baseline_places = school.baseline_places,
                                 change = param.guaranteed, income = school.income, places = school.places } },
    otherwise = 0 } }
figure "guarantee_kept" { label = "The minimum funding guarantee is kept", type = "yes/no",
  value = figure.short:is(0) }

-- Who is owed by whom ------------------------------------------------------------------------------------------------
-- A spell whose top-up is not known is left out, and counted.

figure "school_due" { label = "We owe the school", type = "GBP",
  value = sum(figure.due, { for_each = spell.at, missing = "left out" }) }
figure "owed_there" { label = "We owe schools in this area", type = "GBP",
  value = sum(figure.school_due, { for_each = school.in_area }) }
figure "owed_here"  { label = "This authority owes schools here", type = "GBP",
  value = sum(award.others, { for_each = spell.of, missing = "left out" }) }

local here = spell.at.area:is(param.us)
local function total(of, where)
  return sum(of, { where = where, missing = "left out" })
end

heading "What we owe for the financial year"
figure "total_here"      { label = "Schools here", type = "GBP", value = total(figure.due, here) }
figure "total_elsewhere" { label = "Schools of other areas", type = "GBP", value = total(figure.due, none { here }) }
figure "total_due"       { label = "All schools", type = "GBP", value = total(figure.due) }
figure "total_before"    { label = "of which for the financial year before", type = "GBP",
  value = total(award.arrears) }
figure "total_paid"      { label = "Paid so far", type = "GBP", value = total(figure.so_far) }
figure "total_unsure"    { label = "of which for spells whose top-up is not known", type = "GBP",
  value = total(figure.so_far, figure.due:known():is("no")) }
figure "total_to_pay"    { label = "Still to pay, or below £0 to get back", type = "GBP",
  value = total(figure.due - figure.so_far) }

heading "What others owe"
figure "total_others"    { label = "Other authorities to schools here, at our rates", type = "GBP",
  value = total(award.others) }

heading "Minimum funding guarantee"
figure "total_short"     { label = "Special schools' shortfall against the guarantee", type = "GBP/year",
  value = total(figure.short) }

-- What holds of every spell ------------------------------------------------------------------------------------------

property "a dearer pupil is never paid less" { rises(award.topup, { with = spell.cost }) }
property "no top-up is below nought" {
  never_under(award.topup, 0), never_under(award.arrears, 0), never_under(award.others, 0) }
property "the area of need decides nothing but in the matrix" {
  same_for(award.topup, { but = "need", where = spell.basis:is_not("matrix") }) }
