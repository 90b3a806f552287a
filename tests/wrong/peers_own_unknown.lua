-- expect: HN119 9:58 write "included" or "left out"
pack "p" { title = "P", version = "1", source = "illustration" }
records "la" { what = "an authority", key = "code",
  input "code" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" } }
records "near" { what = "a pair",
  input "a" { type = "id" }, input "b" { type = "id" },
  link "home" { to = "la", by = "a" }, link "peer" { to = "la", by = "b" } }
peers "near_by" { of = near.home, are = near.peer, own = "excluded", label = "N", source = "illustration" }
figure "m" { label = "M", type = "GBP/year", value = median(la.cost, { over = peers.near_by }) }
