-- expect: HN112 7:13 add remainder
pack "p" { title = "P", version = "1", source = "illustration" }
records "spell" { what = "a spell", key = "spell_id",
  input "spell_id" { type = "id", required = true },
  input "owed" { type = "GBP" }, input "rate" { type = "GBP/year" },
  input "gone" { type = "count" }, input "left_on" { type = "date" } }
instalments "monthly" { label = "Monthly", source = "illustration", of = spell.owed, into = 12 }
