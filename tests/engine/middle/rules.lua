pack "middle" { title = "What a council spends a head", version = "1", source = "illustration", approved = "draft" }

records "council" { what = "a council", key = "code",
  input "code" { type = "id", required = true },
  input "region" { type = "id" },
  input "spend" { type = "GBP/year", min = 0, max = 100000000, label = "Spending" },
  input "heads" { type = "heads", min = 1, max = 1000000, label = "People" } }

figure "middle" { label = "Median", type = "GBP/head/year",
  value = median(council.spend / council.heads, { where = council.region:known(), missing = "left out" }) }
