-- expect: HN119 9:7 `cliff_warning` of bands `band` has no column of money
pack "wrong" { title = "t", version = "1", source = "illustration", approved = "draft" }
records "pupil" {
  what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "hours" { type = "hours", min = 0, max = 40 },
}

bands "band" { of = pupil.hours, label = "l", source = "s", types = { weeks = "weeks" }, cliff_warning = 2,
  below = { name = "A", weeks = 1 },
  { at_least = 10, name = "B", weeks = 9 } }
