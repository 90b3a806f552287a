-- expect: HN121 13:7 the pairs of peers `near_by` stand in the rows that they pair
pack "p" { title = "P", version = "1", source = "illustration" }
records "la" { what = "an authority", key = "code",
  input "code" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" } }
records "near" { what = "a pair",
  input "a" { type = "id" }, input "b" { type = "id" },
  link "home" { to = "la", by = "a" }, link "peer" { to = "la", by = "b" } }
records "school" { what = "a school", key = "urn",
  input "urn" { type = "id", required = true },
  input "c" { type = "id" }, input "d" { type = "id" },
  link "from" { to = "school", by = "c" }, link "away" { to = "school", by = "d" } }
peers "near_by" { of = school.from, are = school.away, own = "included", label = "N", source = "illustration" }
figure "m" { label = "M", type = "GBP/year", value = median(la.cost) }
figure "n" { label = "N", value = count(school, { over = peers.near_by }) }
