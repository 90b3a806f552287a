-- On plain values the words answer at once.
pack "calculator" { title = "On plain values", version = "1", source = "illustration" }
print(lower_of { 3, "2.50" }, financial_year "2026-05-01", academic_year_end "2026-05-01")
print(part_of_year { from = "2026-04-01", to = "2026-09-30", start = "2026-04-01", count = "days" })
print(completed_months("2026-01-31", "2026-02-28"), years(7, 12), percent "3.5", weeks(6) + weeks(1))
print(tostring(financial_year_end "2026-05-01"), all { lower_of { 1, 2 }:is(1) })
