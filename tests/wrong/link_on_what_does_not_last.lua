-- expect: HN112 5:8 link `in_spell` goes by a day to `spell`, whose rows do not say how long they last
pack "t" { title = "t", version = "1", source = "illustration" }
records "spell" { what = "s", key = "id", input "id" { type = "id" } }
records "visit" { what = "v", input "of" { type = "id" }, input "day" { type = "date" },
  link "in_spell" { to = "spell", by = "of", on = "day" } }
