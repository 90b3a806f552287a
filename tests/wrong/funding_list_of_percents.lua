-- expect: HN119 4:87 `deadweight` of `funding.avoided` takes one value, and a list stands here
pack "p" { title = "P", version = "1", source = "illustration" }
figure "f" { label = "F", type = "GBP",
  value = funding.avoided { units = 3, instead_of = 64000, cost = 26000, deadweight = { 3, 4 } } }
