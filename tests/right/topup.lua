pack "topup" {
  title = "Top-up funding for named pupils", version = "2026.1", owner = "SEND Finance",
  source = "High needs funding operational guide", approved = "draft",
  rounding = { to = "0.01", mode = "half away from zero" },
}

-- One row for each spell: a change of band ends one spell and starts the next.
records "spell" {
  what = "a time during which one pupil has one band in one place",
  key  = "spell_id",
  input "spell_id"  { type = "id", required = true },
  input "pupil"     { type = "id", private = true },
  input "provider"  { type = "text" },
  input "band"      { type = "choice", one_of = { "A", "B", "C", "D" } },
  input "starts"    { type = "date", required = true },
  input "ends"      { type = "date", blank = "has not ended", label = "Last day" },
}

param "year_start" { type = "date", label = "First day of the financial year", 
  { from = "2026-04-01", value = "2026-04-01", source = "financial year" } }

local year_end = param.year_start + months(12) - days(1)

lookup "rate" { by = { band = spell.band }, from = "bands.csv", types = { topup = "GBP/year" } }

figure "last_day" { label = "Last day that is paid in this year",
  value = choose { { when = spell.ends:given(), take = earliest { spell.ends, year_end } }, otherwise = year_end } }
figure "first_day" { label = "First day that is paid in this year",
  value = latest { spell.starts, param.year_start } }
figure "share" { label = "Share of the year", type = "years",
  value = part_of_year { from = figure.first_day, to = figure.last_day, start = param.year_start, count = "days" } }

award "topup" { label = "Top-up this year", type = "GBP",
  when   = figure.first_day:on_or_before(figure.last_day),
  amount = lookup.rate.topup * figure.share,
  source = "illustration" }

figure "pupil_year" { label = "All spells of the pupil", type = "GBP", value = sum(award.topup, { by = { spell.pupil } }) }


