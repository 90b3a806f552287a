-- expect: HN201 7:13 multiply by years(1)
pack "p" { title = "P", version = "1", source = "illustration" }
records "spell" { what = "a spell", key = "spell_id",
  input "spell_id" { type = "id", required = true },
  input "owed" { type = "GBP" }, input "rate" { type = "GBP/year" },
  input "gone" { type = "count" }, input "left_on" { type = "date" } }
instalments "monthly" { label = "Monthly", source = "illustration", remainder = "last",
  of = spell.rate, into = 12 }
