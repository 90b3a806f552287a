-- expect: HN205 9:103 `a lot` cannot be read as GBP
pack "wrong" { title = "t", version = "1", source = "illustration", approved = "draft" }
records "pupil" {
  what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "hours" { type = "hours", min = 0, max = 40 },
}

bands "band" { of = pupil.hours, label = "l", source = "s", types = { paid = "GBP" }, cliff_warning = "a lot",
  below = { name = "A", paid = 1 },
  { at_least = 10, name = "B", paid = 9 } }
