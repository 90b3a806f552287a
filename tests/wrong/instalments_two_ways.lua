-- expect: HN119 8:27 leave one of them out
pack "p" { title = "P", version = "1", source = "illustration" }
records "spell" { what = "a spell", key = "spell_id",
  input "spell_id" { type = "id", required = true },
  input "owed" { type = "GBP" }, input "rate" { type = "GBP/year" },
  input "gone" { type = "count" }, input "left_on" { type = "date" } }
instalments "monthly" { label = "Monthly", source = "illustration", remainder = "last",
  of = spell.owed, into = 12, dates = { "2026-04-15" } }
