-- expect: HN205 8:34 `1,23` cannot be read as weeks: it could be 1.23 or 123: write the one that is meant
-- expect: HN205 10:34 `2 weeks` cannot be read as weeks: it is not a number
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "asked" { type = "weeks", min = 0, max = 39, label = "Asked" } }
param "most" { type = "weeks", label = "Most",
  { from = "2026-04-01", value = "1,23", source = "illustration" } }
param "least" { type = "weeks", label = "Least",
  { from = "2026-04-01", value = "2 weeks", source = "illustration" } }
figure "asked_for" { label = "Asked for", type = "weeks",
  value = lower_of { pupil.asked, param.most, param.least } }
