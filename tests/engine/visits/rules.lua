-- Rows that read other rows: links, and sums for each row of another kind.
pack "visits" {
  title = "Visits", version = "1", language = 1, owner = "Tests", source = "illustration",
  rounding = { to = "0.01", mode = "half away from zero" },
}
records "school" { what = "a school", key = "school_id",
  input "school_id" { type = "id", required = true }, input "rate" { type = "GBP", label = "Rate" },
  input "closed_on" { type = "date", blank = "is open" } }
figure "double" { label = "Twice the rate", type = "GBP", value = school.rate * 2 }
records "visit" { what = "a visit",
  input "at" { type = "id" }, input "hours" { type = "count" }, input "visited_on" { type = "date" },
  link "school" { to = "school", by = "at" } }
criterion "found" { label = "The school is known", source = "illustration", test = visit.school:known(),
  if_met = "It is.", if_unmet = "It is not." }
criterion "open" { label = "The school was open", source = "illustration",
  test = any { visit.school.closed_on:given():is("no"), visit.visited_on:before(visit.school.closed_on) },
  if_met = "It was open.", if_unmet = "It closed on {school.closed_on}." }
award "fee" { label = "Fee", type = "GBP", source = "illustration", when = all { criterion.found, criterion.open },
  amount = visit.school.double * visit.hours }
figure "earned" { label = "Fees for the school", type = "GBP",
  value = sum(award.fee, { for_each = visit.school, missing = "left out" }) }
figure "all_fees" { label = "All fees", type = "GBP", value = sum(award.fee, { missing = "left out" }) }
param "limit_of_fees" { type = "GBP", label = "Limit", source = "illustration", { from = "1990-01-01", value = 30 } }
award "bonus" { label = "Bonus", type = "GBP", source = "illustration",
  when = figure.all_fees:over(param.limit_of_fees), amount = figure.all_fees - param.limit_of_fees }
