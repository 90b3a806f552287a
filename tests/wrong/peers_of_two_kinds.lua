-- expect: HN121 13:7 leads to `la`, and its `are` to `school`
pack "p" { title = "P", version = "1", source = "illustration" }
records "la" { what = "an authority", key = "code",
  input "code" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" } }
records "near" { what = "a pair",
  input "a" { type = "id" }, input "b" { type = "id" },
  link "home" { to = "la", by = "a" }, link "peer" { to = "la", by = "b" } }
records "school" { what = "a school", key = "urn", input "urn" { type = "id", required = true } }
records "far" { what = "a pair",
  input "c" { type = "id" }, input "d" { type = "id" },
  link "from" { to = "la", by = "c" }, link "away" { to = "school", by = "d" } }
peers "near_by" { of = far.from, are = far.away, own = "included", label = "N", source = "illustration" }
figure "m" { label = "M", type = "GBP/year", value = median(la.cost, { over = peers.near_by }) }
