-- expect: HN315 13:3 from band "A" to "B" of `band`, `paid` goes from £2,500.00 a year to £6,000.00 a year: a step of £3,500.00 a year, above the £3,000.00 a year of `cliff_warning`
-- expect: HN315 14:3 a step of £5,000.50 a year
pack "wrong" { title = "t", version = "1", source = "s", approved = "Schools Forum, 10 December 2026" }
records "pupil" {
  what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "hours" { type = "hours", min = 0, max = 40 },
}
bands "band" { of = pupil.hours, label = "l", source = "s", types = { paid = "GBP/year" },
  cliff_warning = 3000,
  below = { name = "none", paid = 0 },
  { at_least = 10, name = "A", paid = 2500 },
  { over = 20, name = "B", paid = 6000 },
  { at_least = 30, name = "C", paid = "999.50" },
  { at_least = 35, name = "D", paid = "3999.50" },
  { at_least = 36, name = "E", paid = missing } }
