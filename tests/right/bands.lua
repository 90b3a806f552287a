pack "bands" {
  title = "From needs to a band to a top-up", version = "2026.1", owner = "SEND Strategy", source = "illustration", approved = "draft",
  rounding = { to = "0.01", mode = "half away from zero" },
}
local grades = { "none", "mild", "moderate", "severe" }
records "profile" {
  what = "the needs profile of one pupil", key = "pupil_id",
  input "pupil_id"      { type = "id", private = true, required = true },
  input "learning"      { type = "choice", one_of = grades },
  input "communication" { type = "choice", one_of = grades },
  input "social"        { type = "choice", one_of = grades },
  input "physical"      { type = "choice", one_of = grades },
}
local points = { none = 0, mild = 1, moderate = 3, severe = 6 }
score "needs" { label = "Points of need", source = "illustration", out_of = 24,
  { of = profile.learning, points = points }, { of = profile.communication, points = points },
  { of = profile.social, points = points }, { of = profile.physical, points = points } }
bands "band" { of = score.needs, label = "Band", source = "illustration", types = { topup = "GBP/year" },
  cliff_warning = 4000,
  below = { name = "school funded", topup = 0 },
  { at_least = 4,  name = "A", topup = 1500 },
  { at_least = 8,  name = "B", topup = 4000 },
  { at_least = 13, name = "C", topup = 8000 },
  { at_least = 18, name = "D", topup = 12000 } }
award "topup" { label = "Top-up", type = "GBP/year", when = score.needs:known(), amount = bands.band.topup, source = "illustration" }
