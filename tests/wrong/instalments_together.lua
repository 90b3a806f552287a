-- expect: HN213 9:65 a part is a figure: figure.monthly_1
pack "p" { title = "P", version = "1", source = "illustration" }
records "spell" { what = "a spell", key = "spell_id",
  input "spell_id" { type = "id", required = true },
  input "owed" { type = "GBP" }, input "rate" { type = "GBP/year" },
  input "gone" { type = "count" }, input "left_on" { type = "date" } }
instalments "monthly" { label = "Monthly", source = "illustration", remainder = "last",
  of = spell.owed, into = 12 }
figure "f" { label = "F", type = "GBP", value = sum(instalments.monthly.left) }
