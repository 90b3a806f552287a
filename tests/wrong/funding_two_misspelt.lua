-- expect: HN111 5:60 did you mean `before`?
-- expect: HN111 5:71 did you mean `after`?
pack "p" { title = "P", version = "1", source = "illustration" }
figure "f" { label = "F", type = "GBP",
  value = funding.place { rate = 10000, months_before = 5, befor = 3, aftr = 2 } }
