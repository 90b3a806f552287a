-- expect: HN112 5:7 claim "places" has no `equals`
-- expect: HN117 6:7 claim "pupils" has no source
-- expect: HN112 7:7 claim "heads" has no { }
pack "p" { title = "P", version = "1", source = "illustration" }
claim "places" { printed = "24", source = "illustration" }
claim "pupils" { printed = "24", equals = exact "12" * 2 }
claim "heads"
