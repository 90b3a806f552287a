-- What stands in other files: helpers, a table that is read, tables of rates.
pack "files" { title = "Several files", version = "1", source = "illustration" }
local helpers = require "helpers"
local again = require "helpers"
records "pupil" { what = "a pupil", key = "pupil_id", file = "pupils.csv",
  input "pupil_id" { type = "id" }, input "cost" { type = "GBP/year" },
  input "band" { type = "choice", one_of = { "A", "B", "none, yet" } } }
lookup "rate" { by = { band = pupil.band }, from = "rates.csv", types = { topup = "GBP/year", note = "text" } }
calendar "terms" { source = "illustration", closed = "closed.csv", terms = "terms.csv" }
for i, row in ipairs(read "rows.csv") do
  param("rate_" .. row.name) { type = "GBP/year", label = row.says, { from = row.from, value = row.value, source = row.source } }
  figure("above_" .. i) { label = "Above " .. row.says, type = "GBP/year",
    value = helpers.above(pupil.cost, param["rate_" .. row.name]) }
end
figure "topup" { label = "Top-up", type = "GBP/year", value = lookup.rate.topup }
figure "note" { label = "Note", value = lookup.rate.note }
figure "weeks" { label = "School weeks", value = calendar.terms:school_weeks("2026-09-02", "2026-12-18") }
figure "more" { label = "More", type = "GBP/year", value = again.above(pupil.cost, "100.50") }
