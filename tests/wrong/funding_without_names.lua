-- expect: HN119 4:27 `funding.place` takes arguments by name, and a number without a name stands here
pack "p" { title = "P", version = "1", source = "illustration" }
figure "f" { label = "F", type = "GBP",
  value = funding.place { 10000, 3, 2, 5 } }
