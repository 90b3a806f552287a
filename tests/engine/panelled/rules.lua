pack "panelled" { title = "Panels of all kinds", version = "1", source = "illustration", approved = "draft" }
local grades = { "low", "high" }
records "case" {
  what = "a case", key = "case_id",
  input "case_id" { type = "id", required = true },
  input "lost"    { type = "count", min = 0, max = 40, label = "Sessions lost" },
  input "more"    { type = "count", min = 0, max = 40, label = "More of them" },
  input "need"    { type = "choice", one_of = grades },
  input "age"     { type = "choice", one_of = grades },
  input "said"    { type = "choice", one_of = { "yes", "no" }, blank = "no override" },
  input "who"     { type = "text", blank = "nobody" },
  input "day"     { type = "date", blank = "no day" },
}
param "much" { type = "count", label = "Much", { from = "2026-01-01", value = 20, source = "illustration" } }
figure "all_lost" { label = "All", value = case.lost + case.more }

-- Proved only by going through cases: a sum and its parts.
panel "tier" { label = "Tier", source = "illustration", on_missing = "refer",
  override = { outcome = case.said, by = case.who, reason = case.who, on = case.day },
  { outcome = "yes", when = figure.all_lost:over(param.much), say = "{all_lost} are lost, over {much}." },
  { outcome = "no", when = (case.more + case.lost):at_most(param.much), say = "{all_lost} are lost." } }
matrix "place" { label = "Place", source = "illustration", down = case.need, across = case.age,
  say = { here = "Here.", there = "There: {need}." },
  { "", "low", "high" }, { "low", "here", "here" }, { "high", "here", "there" } }
score "points" { label = "Points", source = "illustration",
  { of = case.need, points = { low = 0, high = 2 }, weight = "1.5", descriptors = { low = "Little.", high = "Much." } } }
param "fee" { type = "GBP", label = "Fee", { from = "2026-01-01", value = 5, source = "illustration" } }
award "paid" { label = "Paid", type = "GBP", when = panel.tier:is("yes"), amount = param.fee,
  source = "illustration" }
