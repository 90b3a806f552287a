-- expect: HN113 8:13 `monthly_2` is a name already
pack "p" { title = "P", version = "1", source = "illustration" }
records "spell" { what = "a spell", key = "spell_id",
  input "spell_id" { type = "id", required = true },
  input "owed" { type = "GBP" }, input "rate" { type = "GBP/year" },
  input "gone" { type = "count" }, input "left_on" { type = "date" } }
figure "monthly_2" { label = "F", type = "GBP", value = spell.owed }
instalments "monthly" { label = "Monthly", source = "illustration", remainder = "last",
  of = spell.owed, into = 12 }
