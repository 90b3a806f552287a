-- expect: HN200 4:- claim "cost" prints a plain number, and the formula is GBP
-- expect: HN200 5:- claim "all" prints money, and the formula is number
pack "p" { title = "P", version = "1", source = "illustration" }
claim "cost" { printed = "912", equals = 24 * exact "£38k", source = "illustration" }
claim "all" { printed = "£912k", equals = exact "24" * exact "38k", source = "illustration" }
