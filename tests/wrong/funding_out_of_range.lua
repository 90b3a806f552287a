-- expect: HN212 3:15 `funding.place` has no result: the exact result is out of range
pack "p" { title = "P", version = "1", source = "illustration" }
print(funding.place { rate = "999999999999999999", before = 5, after = "99999999999999999.9",
  months_before = "5.123456789" })
