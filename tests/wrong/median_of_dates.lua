-- expect: HN201 3:52 the left side is a date: `median_of` takes amounts
pack "p" { title = "P", version = "1", source = "illustration" }
figure "middle" { label = "In the middle", value = median_of { "2026-09-01", "2026-09-03" } }
