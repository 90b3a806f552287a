-- expect: HN119 4:11 `funding` is no function by itself
pack "p" { title = "P", version = "1", source = "illustration" }
figure "f" { label = "F", type = "GBP",
  value = funding { rate = 1 } }
