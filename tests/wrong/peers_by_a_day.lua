-- expect: HN119 9:7 the `are` of peers `near` goes by a day, and peers are the same on every day
pack "t" { title = "t", version = "1", source = "illustration" }
records "spell" { what = "s", key = "id", lasts = { "starts", "ends" }, input "id" { type = "id" },
  input "starts" { type = "date", required = true }, input "ends" { type = "date", required = true },
  input "x" { type = "count" } }
records "pair" { what = "p", input "a" { type = "id" }, input "b" { type = "id" }, input "day" { type = "date" },
  link "one" { to = "spell", by = "a" },
  link "two" { to = "spell", by = "b", on = "day" } }
peers "near" { label = "n", of = pair.one, are = pair.two, own = "included", source = "s" }
figure "m" { label = "m", value = median(spell.x, { over = peers.near }) }
