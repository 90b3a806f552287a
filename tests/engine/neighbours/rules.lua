pack "neighbours" { title = "Spending beside neighbours", version = "1", source = "illustration", approved = "draft" }

records "council" { what = "a council", key = "code",
  input "code" { type = "id", required = true },
  input "region" { type = "id" },
  input "spend" { type = "GBP/year", min = 0, max = 100000000, label = "Spending" },
  input "heads" { type = "heads", min = 1, max = 1000000, label = "People" } }
records "near" { what = "one neighbour of one council",
  input "of" { type = "id" }, input "is_near" { type = "id" },
  link "home" { to = "council", by = "of" }, link "peer" { to = "council", by = "is_near" } }

peers "neighbours" { label = "neighbours", of = near.home, are = near.peer, own = "included",
  source = "illustration" }

local unit, left_out = "GBP/head/year", "left out"
figure "a_head" { label = "A head", type = unit, value = council.spend / council.heads }
figure "middle" { label = "Neighbours' median", type = unit,
  value = median(figure.a_head, { over = peers.neighbours, missing = left_out }) }
figure "all_spend" { label = "Neighbours' spending", type = "GBP/year",
  value = sum(council.spend, { over = peers.neighbours, missing = left_out }) }
figure "in_region" { label = "Place in its region",
  value = rank(figure.a_head, { by = { council.region }, first = "lowest", missing = left_out }) }
figure "quarter" { label = "Quarter of all", value = quartile(figure.a_head, { missing = left_out }) }
figure "upper" { label = "Upper quartile", type = unit,
  value = upper_quartile(figure.a_head, { missing = left_out }) }

example "of three" { rows = {
    council = { { code = "A", spend = 40, heads = 4 }, { code = "B", spend = 20, heads = 1 },
      { code = "C", spend = 60, heads = 4 } },
    near = { { of = "A", is_near = "B" }, { of = "A", is_near = "C" } } },
  expect = { middle = 15, quarter = 1, all_spend = 120, upper = "17.50", in_region = missing } }
