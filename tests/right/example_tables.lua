-- Examples in tables: examples.csv without a word, another where the pack names it, and rows of two kinds.
pack "example_tables" { title = "Examples in tables", version = "1", source = "illustration" }
records "school" { what = "a school", key = "school_id",
  input "school_id" { type = "id", column = "School", required = true },
  input "rate"      { type = "GBP/hour", min = 0, max = 99, column = "Rate an Hour" },
  input "closed_on" { type = "date", column = "Closed", blank = "open" } }
records "visit" { what = "a visit", dated_by = "visited_on",
  input "at"         { type = "id", column = "School" },
  input "hours"      { type = "hours", min = 0, max = 24, column = "Hours" },
  input "visited_on" { type = "date", column = "Day" },
  link "school" { to = "school", by = "at" } }
param "travel" { type = "GBP", label = "Travel", source = "illustration",
  { from = "2026-01-01", value = 5 }, { from = "2026-09-01", value = 6 } }
criterion "open" { label = "Open", source = "illustration", test = school.closed_on:given():is("no"),
  if_met = "It is open.", if_unmet = "It closed on {closed_on}." }
award "fee" { label = "Fee", type = "GBP", source = "illustration", when = visit.hours:known(),
  amount = visit.hours * visit.school.rate + param.travel }
award "earned" { label = "Earned", type = "GBP", source = "illustration", when = criterion.open,
  amount = sum(award.fee, { for_each = visit.school }) }
figure "visits" { label = "Visits", value = count(visit) }
figure "next_day" { label = "Day after", value = school.closed_on + days(1) }

examples "visits.csv" { on = "2026-09-01", given = { rate = "7.50", closed_on = "" } }
example "beside them" { on = "2026-09-01", given = { school_id = "A", closed_on = "" }, expect = { open = "met" } }
