-- A point of every kind that coverage knows, and some that nothing can reach.
pack "covered" { title = "Covered", version = "1", source = "illustration",
  rounding = { to = "0.01", mode = "half away from zero" } }

records "visit" { what = "a visit", key = "visit_id", dated_by = "day",
  input "visit_id" { type = "id", required = true },
  input "day"      { type = "date", required = true, label = "Day" },
  input "cost"     { type = "GBP", min = 0, max = 1000, label = "Cost" },
  input "hours"    { type = "hours", min = 0, max = 24, label = "Hours" },
  input "times"    { type = "count", min = 0, max = 9, required = true, label = "Times before" },
  input "until_on" { type = "date", blank = "without an end", label = "Last day" },
  input "kind"     { type = "choice", one_of = { "home", "school", "online" }, required = true, label = "Kind" },
  input "urgent"   { type = "yes/no", label = "Urgent" } }

param "most" { type = "GBP", label = "Most",
  { from = "2025-04-01", value = 100, source = "illustration" },
  { from = "2026-04-01", value = 120, source = "illustration" },
  { from = "2027-04-01", value = "expected", source = "illustration" } }
param "long" { type = "hours", label = "Long", { from = "2020-04-01", value = 6, source = "illustration" } }
param "often" { type = "count", label = "Often", { from = "2020-04-01", value = 3, source = "illustration" } }
param "ever" { type = "count", label = "More than there can be",
  { from = "2020-04-01", value = 9, source = "illustration" } }
param "limit" { type = "GBP", label = "Limit", { from = "2020-04-01", value = 400, source = "illustration" } }
param "gap" { type = "days", label = "Days between", { from = "2020-04-01", value = 14, source = "illustration" } }

lookup "rate" { by = { kind = visit.kind }, types = { each = "GBP" }, source = "illustration",
  { kind = "home", from = "2020-04-01", each = 10 },
  { kind = "home", from = "2026-04-01", each = 11 },
  { kind = "school", from = "2020-04-01", each = 5 },
  { kind = "online", from = "2020-04-01", each = 2 } }

criterion "costs" { label = "It costs more", source = "illustration", test = visit.cost:over(param.most),
  if_met = "Yes.", if_unmet = "No." }
criterion "wanted" { label = "It is wanted", test = visit.urgent, if_met = "Yes.", if_unmet = "No.",
  source = "illustration" }
criterion "seldom" { label = "Not too often",
  { from = "2020-04-01", test = visit.times:under(param.often), if_met = "Yes.", if_unmet = "No.",
    source = "illustration" },
  { from = "2026-09-01", test = visit.times:at_most(param.often), if_met = "Yes.", if_unmet = "No.",
    source = "illustration" } }
criterion "in_time" { label = "In time", source = "illustration",
  test = any { visit.until_on:given():is("no"), (visit.day + param.gap):on_or_before(visit.until_on) },
  if_met = "Yes.", if_unmet = "No." }
criterion "never" { label = "Never so often", source = "illustration", test = visit.times:over(param.ever),
  if_met = "Yes.", if_unmet = "No." }

figure "paid" { type = "GBP", value = choose {
  { when = visit.kind:is("online"), take = lookup.rate.each },
  { when = criterion.never, take = 0 },
  { when = visit.hours:at_least(param.long), take = lookup.rate.each * 2 },
  otherwise = lower_of { visit.cost, lookup.rate.each * 20 } } }
award "grant" { label = "Grant", type = "GBP", source = "illustration",
  when = all { criterion.costs, criterion.wanted, criterion.seldom, criterion.in_time, none { criterion.never } },
  amount = figure.paid }
bands "size" { of = visit.cost, label = "Size", source = "illustration",
  below = { name = "small" }, { at_least = 50, name = "middle" }, { over = 200, name = "large" },
  { over = 1000, name = "none so large" } }
score "weight" { label = "Weight", source = "illustration",
  { when = visit.urgent, points = 2 }, { of = visit.kind, points = { home = 1, school = 0, online = 0 } } }

for _, kind in ipairs { "home", "school" } do
  local here = sum(visit.cost, { where = visit.kind:is(kind), missing = "left out" })
  figure("all_" .. kind) { label = "All, " .. kind, type = "GBP",
    value = choose { { when = here:over(param.limit), take = param.limit }, otherwise = here } }
end
