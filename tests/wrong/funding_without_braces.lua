-- expect: HN119 4:11 the word is written with its brackets, such as :over(6000) or funding.net { ... }
pack "p" { title = "P", version = "1", source = "illustration" }
figure "f" { label = "F", type = "GBP",
  value = funding.place }
