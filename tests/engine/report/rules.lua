-- Claims of every verdict and every op, for a walk through refused memory.
pack "report" { title = "A report", version = "1", source = "illustration", approved = "draft" }

local places, pupils = exact "0", {}
for i, row in ipairs(read "years.csv") do
  places = places + exact(row.places)
  pupils[i] = printed(row.pupils, { to = "100" })
  claim("cost in " .. row.year) { printed = row.cost, equals = exact(row.places) * printed "£38k",
    source = "illustration", note = "of " .. row.year }
end

claim "places" { printed = "107", equals = places, source = "illustration" }
claim "the middle" { printed = printed("4,300", { to = "100" }), equals = median_of(pupils), source = "illustration" }
claim "the most" { printed = "1,000", equals = higher_of { 0, -lower_of(pupils) } + 2, source = "illustration" }
claim "growth" { printed = "3.5%", equals = pupils[3] / pupils[1] - 1, source = "illustration" }
claim "funding" { printed = "£275k", source = "illustration",
  equals = funding.place { rate = exact "£10k", before = printed "20", after = printed "30" + 3, months_before = 5 } }
claim "by nought" { printed = "1", equals = places / (pupils[1] - pupils[1]), source = "illustration" }
