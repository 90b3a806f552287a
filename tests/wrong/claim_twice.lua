-- expect: HN113 4:7 two claims are called "places in 2026"
pack "p" { title = "P", version = "1", source = "illustration" }
claim "places in 2026" { printed = "24", equals = exact "12" + 12, source = "illustration" }
claim "places in 2026" { printed = "36", equals = exact "12" * 3, source = "illustration" }
