pack "cost_avoidance" {
  title = "Cost avoided against a named counterfactual", version = "2026.1", owner = "SEND Finance",
  source = "Invest to Save report, 27 January 2026, 4.4 to 4.14", approved = "draft",
  rounding = { to = "1.00", mode = "half away from zero" },
}

records "place" {
  what = "a place delivered by an initiative", key = "place_id",
  input "place_id"   { type = "id", required = true },
  input "child"      { type = "id", private = true, label = "The child who has the place, if filled" },
  input "initiative" { type = "choice", one_of = { "sufficiency", "Autism Unlimited", "Dingley's Promise", "Portage", "outreach" } },
  input "opened"     { type = "date" },
  input "displaces"  { type = "choice", one_of = { "independent special", "local specialist", "nothing" },
    label = "Where the child would otherwise be" },
}

lookup "actual" { by = { initiative = place.initiative }, source = "Invest to Save report, 4.5", types = { cost = "GBP/place/year", first = "count" },
  { initiative = "sufficiency",       cost = 26000, first = 1 },
  { initiative = "Autism Unlimited",  cost = 26000, first = 2 },
  { initiative = "Dingley's Promise", cost = 17000, first = 3 },
  { initiative = "Portage",           cost = 17000, first = 4 },
  { initiative = "outreach",          cost = missing, first = 5 } }     -- no auditable figure
lookup "counterfactual" { by = { displaces = place.displaces }, source = "Invest to Save report, 4.5", types = { cost = "GBP/place/year" },
  { displaces = "independent special", cost = 64000 },
  { displaces = "local specialist",    cost = 26000 },
  { displaces = "nothing",             cost = 0 } }

criterion "counted" { label = "Counts as a cost avoided",
  test     = all { place.initiative:is_not("Autism Unlimited"), place.displaces:is_not("nothing"), place.child:known() },
  if_met   = "Filled, and in place of {displaces}.",
  if_unmet = "Left out: {initiative}, in place of {displaces}.",
  source   = "Invest to Save report, note to Table 3" }

param "this_year" { type = "date", label = "First day of the year reported",
  { from = "2025-04-01", value = "2025-04-01", source = "financial year" } }
param "one_place" { type = "places", label = "Each row is one place", { from = "2022-04-01", value = 1, source = "by definition" } }

local cases = { { "low", filled = "0.80", kept = "0.75" }, { "central", filled = "0.95", kept = "0.90" }, { "high", filled = "1.00", kept = "1.00" } }
local year_end = param.this_year + months(12) - days(1)

figure "gap" { label = "Cost avoided by one place", type = "GBP/year",
  value = (lookup.counterfactual.cost - lookup.actual.cost) * param.one_place }
figure "counts" { label = "Avoided in a full year, before attribution", type = "GBP/year",
  value = choose { { when = criterion.counted, take = figure.gap }, otherwise = 0 } }

for _, c in ipairs(cases) do
  local name = c[1]
  param("filled_" .. name) { type = "ratio", label = "Share of places filled, " .. name .. " case", { from = "2022-04-01", value = c.filled, source = "illustration" } }
  param("kept_" .. name)   { type = "ratio", label = "Share that would not have happened anyway, " .. name .. " case", { from = "2022-04-01", value = c.kept, source = "illustration" } }
  figure("full_year_" .. name) { label = "Full-year effect, " .. name, type = "GBP/year",
    value = sum(figure.counts, { missing = "left out" }) * param["filled_" .. name] * param["kept_" .. name] }
  figure("in_year_" .. name) { label = "Effect in this year, " .. name, type = "GBP",
    value = sum(figure.counts * part_of_year { from = latest { place.opened, param.this_year }, to = year_end, start = param.this_year, count = "months" },
                { missing = "left out" }) * param["filled_" .. name] * param["kept_" .. name] }
end
figure "unfigured" { label = "Places of initiatives with no auditable figure", value = count(place, { where = lookup.actual.cost:known():is("no") }) }
