-- expect: HN216 5:7 claim "cap" cannot be worked out by itself: it reads `cap`
pack "p" { title = "P", version = "1", source = "illustration" }
param "cap" { type = "GBP", label = "Cap", { from = "2026-04-01", value = 9000, source = "illustration" } }
figure "twice" { label = "Twice", type = "GBP", value = param.cap * 2 }
claim "cap" { printed = "£9k", equals = param.cap + exact "£0", source = "illustration" }
