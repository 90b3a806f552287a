-- expect: HN119 4:8 `reform` stands in a file of its own, beside no other word
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", input "x" { type = "GBP" } }
reform "dearer" { of = "p", title = "Dearer", source = "illustration", params = { cap = 2 } }
award "a" { label = "A", type = "GBP", source = "illustration", amount = pupil.x }
