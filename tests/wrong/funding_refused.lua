-- expect: HN212 4:19 `funding.unit_places` has no result: more places are occupied than there are
pack "p" { title = "P", version = "1", source = "illustration" }
figure "f" { label = "F", type = "GBP/year",
  value = funding.unit_places { places = 3, occupied = 4, rate_occupied = 6000, rate_empty = 10000 } }
