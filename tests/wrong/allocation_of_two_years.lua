-- expect: HN112 10:12 financial_year(pupil.panel_date)
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id", dated_by = "panel_date",
  input "pupil_id" { type = "id", required = true },
  input "panel_date" { type = "date" }, input "school" { type = "id" },
  input "points" { type = "points" }, input "claim" { type = "GBP" },
  input "yearly" { type = "GBP/year" }, input "share" { type = "GBP" } }
param "envelope" { type = "GBP", label = "Envelope", basis = "financial year",
  { from = "2026-04-01", value = 1000, source = "illustration" } }
allocation "paid" { label = "Paid", source = "illustration",
  claim = pupil.claim, pot = param.envelope, share = "in order",
  order = { pupil.pupil_id } }
