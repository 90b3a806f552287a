-- expect: HN125 3:63 `£38k` is a figure of a report, and stands outside a claim
pack "p" { title = "P", version = "1", source = "illustration" }
figure "cost" { label = "Cost", type = "GBP", value = printed "£38k" * 2 }
