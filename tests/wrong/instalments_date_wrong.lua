-- expect: HN202 8:30 `dates` takes a date
pack "p" { title = "P", version = "1", source = "illustration" }
records "spell" { what = "a spell", key = "spell_id",
  input "spell_id" { type = "id", required = true },
  input "owed" { type = "GBP" }, input "rate" { type = "GBP/year" },
  input "gone" { type = "count" }, input "left_on" { type = "date" } }
instalments "monthly" { label = "Monthly", source = "illustration", remainder = "last",
  of = spell.owed, dates = { "2026-05-35", "2026-06-15" } }
