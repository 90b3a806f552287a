-- expect: HN119 4:19 write funding.place { rate = ..., before = ..., after = ..., months_before = ... }
pack "p" { title = "P", version = "1", source = "illustration" }
figure "f" { label = "F", type = "GBP",
  value = funding.place(10000, 3, 2, 5) }
