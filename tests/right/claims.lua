-- A report's figures: a pack may have nothing else.
pack "claims" { title = "A report", version = "1", source = "illustration", approved = "draft" }

claim "four years" { printed = "£10,032k", equals = (46 + 18 + 140 + 60) * exact "£38k",
  source = "illustration", note = "264 places" }
claim "rounded to a thousand" { printed = printed("£64,000", { to = "£1,000" }), equals = printed "£63.6k",
  source = "illustration" }
claim "growth" { printed = "12.3%", equals = (1 + printed "4.0%") * (1 + printed "8.0%") - 1,
  source = "illustration" }
claim "a share" { printed = "31%", equals = printed "£113,257k" / printed "£365m", source = "illustration" }
claim "a list" { printed = "46", source = "illustration",
  equals = median_of { exact "12", exact "46", exact "140" } + lower_of { 0, exact "1" } - higher_of { 0, -exact "1" } }
claim "funding" { printed = "12", equals = funding.caseload { opening = exact "10", joiners = exact "2" },
  source = "illustration" }
claim "funding, with the units of the arguments" { printed = "£275k", source = "illustration",
  equals = funding.place { rate = exact "£10k", before = printed "20", after = printed "30" + 3, months_before = 5 } }
for _, year in ipairs { "2025-26", "2026-27" } do
  claim("places in " .. year) { printed = 24, equals = exact "12" + exact "12", source = "illustration" }
end
