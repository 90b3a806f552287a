-- Every word that computes, in the forms that a pack may use.
pack "words" {
  title = "The words that compute", version = "1.0", language = 1, owner = "Tests", source = "illustration",
  approved = "draft", rounding = { to = 1, mode = "half even" },
}

calendar "school" { source = "illustration", label = "School days", weekend = { "Saturday", "Sunday" },
  closed = { "2026-12-25", "2026-05-04" },
  terms = {
    { name = "summer", first = "2026-04-13", last = "2026-07-21" },
    { name = "autumn", first = "2026-09-02", last = "2026-12-18" },
    { name = "spring", first = "2027-01-04", last = "2027-03-25" },
  } }

records "pupil" {
  what = "a pupil", key = "pupil_id", dated_by = "asked_on", missing = { c = "confidential", x = "not available" },
  input "pupil_id" { type = "id", private = true, required = true },
  input "asked_on" { type = "date", required = true, label = "Asked on", min = "2020-01-01", max = "2030-12-31" },
  input "ends_on"  { type = "date", blank = "has not ended" },
  input "cost"     { type = "GBP/year", min = 0, max = "120000.50", column = "Annual Cost",
    read = { to = "0.01", mode = "half away from zero" } },
  input "weeks"    { type = "weeks", min = 1, max = 39 },
  input "share"    { type = "percent", min = 0, max = 100 },
  input "need"     { type = "choice", one_of = { "HI", "VI", "part-time" } },
  input "agreed"   { type = "yes/no" },
}

param "cap" { type = "GBP/year", label = "Cap", min = 0, max = 20000, basis = "financial year",
  { from = "2020-04-01", value = "9500.50", source = "illustration", review_by = "2027-02-28" },
  { from = "2026-04-01", value = 10000, source = "illustration", label = "as agreed in January" } }
param "cycles" { type = "count", label = "Cycles", source = "illustration", { from = "2020-04-01", value = 2 } }
param "later" { type = "GBP/year", label = "Not known yet", source = "illustration",
  { from = "2020-04-01", value = 5 }, { from = "2027-04-01", value = "expected" } }
param "first_day" { type = "date", label = "First day", source = "illustration",
  { from = "2020-04-01", value = "2026-04-01" } }

lookup "rate" { by = { need = pupil.need, year = financial_year(pupil.asked_on) }, source = "illustration",
  types = { topup = "GBP/year", months_before = "months" },
  { need = "HI", year = "2026-27", topup = 1000, months_before = 5 },
  { need = "VI", year = "2026-27", topup = "2000.25", months_before = 5 },
  { need = "part-time", year = "2026-27", topup = missing, months_before = missing } }

score "priority" { label = "Priority", source = "illustration", out_of = 9,
  { of = pupil.need, points = { HI = 1, VI = 2, ["part-time"] = 0 } },
  { when = pupil.cost:at_least(param.cap), points = "1.5" } }

bands "level" { of = score.priority, source = "illustration", types = { extra = "GBP/year", says = "text" },
  below = { name = "low", extra = 0, says = "little" },
  { at_least = 2, name = "middle", extra = 100, says = "some" },
  { over = 4, name = "high", extra = missing, says = "much" } }

criterion "dear" { label = "Costs more than the cap", source = "illustration",
  test = pupil.cost:over(param.cap), asks = "The yearly cost",
  if_met = "It costs {cost}.", if_unmet = "It costs {cost}, within {cap}." }
criterion "tried" { label = "Tried first", source = "illustration",
  { from = "2020-04-01", test = pupil.agreed, if_met = "Agreed.", if_unmet = "Not agreed." },
  { from = "2026-09-01", test = at_least_n(2, { pupil.agreed, criterion.dear, pupil.need:is("HI") }),
    if_met = "Agreed or dear.", if_unmet = "Neither." } }

local tests = {
  pupil.cost:over(6000), pupil.cost:under("7250.50"), pupil.cost:at_least(1), pupil.cost:at_most(param.cap),
  pupil.asked_on:before("2026-09-01"), pupil.asked_on:after(param.first_day),
  pupil.asked_on:on_or_before(month_end(decision_date)), pupil.asked_on:on_or_after(financial_year_end(param.first_day)),
  pupil.need:is("HI"), pupil.need:is_not("VI"), pupil.need:one_of { "HI", "VI" },
  pupil.cost:known(), pupil.ends_on:given(), pupil.ends_on:given():is("no"), criterion.dear:is("unmet"),
  bands.level:is("low"), bands.level:one_of { "low", "high" }, score.priority:over(1),
  financial_year(pupil.asked_on):is("2026-27"), pupil.share:under(percent "3.5"),
}
figure "every" { label = "Every test", value = all(tests) }
figure "some" { label = "Some test", value = any { none { tests[1], tests[2] }, at_least_n(3, tests) } }

figure "money" { label = "An amount", type = "GBP", rounding = { to = "0.01", mode = "up" },
  value = higher_of { lower_of { pupil.cost, param.cap, "7250.50" }, 0 } * years(7, 12)
    + lookup.rate.topup * pupil.weeks / weeks(39) * years(1)
    - bands.level.extra * pupil.share * part_of_year {
        from = pupil.asked_on, to = financial_year_end(pupil.asked_on), start = "2026-04-01", count = "months",
        part_month = "whole" }
    + param.cap:at("2021-01-01") * part_of_year {
        from = latest { pupil.asked_on, param.first_day }, to = earliest { pupil.ends_on, "2027-03-31" },
        start = param.first_day, count = calendar.school }
    + -param.later * part_of_year { from = pupil.asked_on, to = pupil.ends_on, start = param.first_day,
        count = "days" } }

figure "by_choice" { label = "What is paid by need", type = "GBP/year", value = choose {
  { when = pupil.need:is("HI"), take = 1000 }, { when = criterion.tried, take = param.cap },
  otherwise = missing } }
figure "says" { label = "In words", value = sentence "It costs {cost}: {dear}, {level}, {priority}." }

figure "due" { label = "Due", value = calendar.school:add(pupil.asked_on, 15) }
figure "desk" { label = "Working days", value = calendar.school:days(pupil.asked_on, pupil.ends_on) }
figure "at_school" { label = "School weeks", value = calendar.school:school_weeks(pupil.asked_on, pupil.ends_on) }
figure "two_terms" { label = "Two terms", value = calendar.school:term_end(pupil.asked_on, 2) }
figure "until" { label = "Ends", value = calendar.school:school_week_end(pupil.asked_on, pupil.weeks) }
figure "shifted" { label = "Shifted", value = pupil.asked_on + weeks(6) - days(1) + months(12) + pupil.weeks }
figure "waited" { label = "Waited", value = pupil.ends_on - pupil.asked_on }
figure "whole" { label = "Whole months", value = completed_months(pupil.asked_on, pupil.ends_on) }
figure "years_old" { label = "Whole years", value = completed_years(pupil.asked_on, academic_year_end(pupil.ends_on)) }
figure "school_year" { label = "School year", value = academic_year(pupil.asked_on) }

award "topup" { label = "Top-up", type = "GBP/year", source = "illustration",
  when = all { criterion.dear, criterion.tried, figure.every, figure.some }, rounding = { to = "1.00", mode = "down" },
  amount = figure.by_choice, full_year = lower_of { figure.by_choice, param.cap } }

figure "total" { label = "Total", type = "GBP/year", value = sum(award.topup, { missing = "left out" }) }
figure "all_year" { label = "For a full year", type = "GBP/year",
  value = sum(award.topup.full_year, { where = pupil.need:is("HI"), missing = "left out" }) }
figure "number" { label = "Pupils", value = count(pupil) }
figure "of_need" { label = "Of the same need", value = count(pupil, { by = { pupil.need, pupil.agreed } }) }
figure "average" { label = "Average", type = "GBP/year", value = mean(pupil.cost, { by = { pupil.need } }) }
figure "least" { label = "Least", type = "GBP/year", value = minimum(pupil.cost) }
figure "most" { label = "Most", type = "GBP/year", value = maximum(pupil.cost, { where = criterion.dear }) }
figure "cycles_and_one" { label = "Cycles and one", value = param.cycles + 1 }

example "one row" {
  on = "2026-09-01",
  given = { pupil_id = "1", asked_on = "2026-09-01", cost = "6000.00", need = "HI", agreed = "yes", share = missing },
  expect = { dear = "unmet", topup = 0 } }
example "several rows" { on = "2026-09-01",
  rows = { { pupil_id = 1, asked_on = "2026-09-01", cost = 2 }, { pupil_id = 2, asked_on = "2026-10-01", cost = missing } },
  expect = { number = 2 } }
example "rows by name" { on = "2026-09-01", rows = { pupil = { { pupil_id = "a", asked_on = "2026-09-01" } } }, expect = { number = 1 } }
