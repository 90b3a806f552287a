-- expect: HN213 7:13 name what is paid
pack "p" { title = "P", version = "1", source = "illustration" }
records "spell" { what = "a spell", key = "spell_id",
  input "spell_id" { type = "id", required = true },
  input "owed" { type = "GBP" }, input "rate" { type = "GBP/year" },
  input "gone" { type = "count" }, input "left_on" { type = "date" } }
instalments "monthly" { label = "Monthly", source = "illustration", remainder = "last",
  of = 1200, into = 12 }
