-- Bands whose money steps further than they say it may and that no row reaches, an arm that another hides, and a
-- criterion that no example has unmet.
pack "stepped" { title = "Support in bands", version = "1", source = "illustration", approved = "draft" }

records "pupil" {
  what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "hours" { type = "hours", min = 0, max = 40, label = "Hours a week" },
  input "here" { type = "yes/no", label = "On roll" },
}

bands "band" { of = pupil.hours, label = "Band", source = "illustration", types = { paid = "GBP/year" },
  cliff_warning = 3000,
  below = { name = "none", paid = 0 },
  { at_least = 10, name = "A", paid = 2500 },
  { over = 20, name = "B", paid = 6000 },
  { at_least = 41, name = "C", paid = 6000 } }

criterion "on_roll" { label = "The pupil is on roll", test = pupil.here, source = "illustration",
  if_met = "On roll.", if_unmet = "Not on roll." }

award "support" { label = "Support", type = "GBP/year", when = criterion.on_roll, amount = bands.band.paid,
  source = "illustration" }

figure "part" { label = "Part", value = choose {
  { when = pupil.hours:over(0), take = 1 }, { when = pupil.hours:over(1), take = 2 }, otherwise = 0 } }

example "a few hours" { on = "2026-09-01",
  given = { pupil_id = "1", hours = 12, here = "yes" }, expect = { band = "A", support = 2500 } }
