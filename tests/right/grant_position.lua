pack "grant_position" {
  title = "The position of the Dedicated Schools Grant", version = "2026.1", owner = "Schools Finance",
  source = "Invest to Save report, Table 4", approved = "draft",
  rounding = { to = "1.00", mode = "half away from zero" },
}

records "setting" {
  what = "a kind of placement", key = "name",
  input "name"      { type = "id", required = true },
  input "plans"     { type = "plans", label = "EHC plans now" },
  input "unit_cost" { type = "GBP/plan/year", label = "Average cost of a plan" },
  input "joiners"   { type = "plans", label = "New plans a year" },
  input "leavers"   { type = "percent", label = "Plans that end in a year" },
  input "prices"    { type = "percent", label = "Rise of the unit cost in a year" },
}

local first, last = 2026, 2040
local to_a_plan  = { to = "0.01", mode = "half away from zero" }
local to_a_pound = { to = "1.00", mode = "half away from zero" }

param "opening" { type = "GBP", label = "Deficit at 1 April 2025", { from = "2025-04-01", value = 113300000, source = "Table 4" } }
param "earlier_funding" { type = "GBP", label = "Prior year funding: lowers the deficit", { from = "2025-04-01", value = 1900000, source = "Table 4" } }
param "overspend" { type = "GBP", label = "Budgeted gap: raises the deficit", { from = "2025-04-01", value = 57500000, source = "Table 4" } }
param "less_funding" { type = "GBP", label = "Reduced funding: raises the deficit", { from = "2025-04-01", value = 500000, source = "Table 4" } }
param "more_spend" { type = "GBP", label = "Further high needs overspend: raises the deficit", { from = "2025-04-01", value = 15500000, source = "Table 4" } }
param "other_blocks" { type = "GBP", label = "Underspend of other blocks: lowers the deficit", { from = "2025-04-01", value = 1300000, source = "Table 4" } }
param "grant" { type = "GBP/year", label = "High needs block in the first year", { from = "2025-04-01", value = 60000000, source = "illustration" } }
param "grant_growth" { type = "percent", label = "Growth of the block a year", { from = "2025-04-01", value = 3, source = "SEND improvement report, May 2024, 24" } }

figure "deficit_2025" { label = "Deficit at 31 March 2026", type = "GBP",
  value = param.opening - param.earlier_funding + param.overspend + param.less_funding + param.more_spend - param.other_blocks }

local plans, cost, block, deficit = setting.plans, setting.unit_cost, param.grant, figure.deficit_2025
local balance = {}
for year = first, last do
  figure("plans_" .. year)   { label = "Plans, " .. year, rounding = to_a_plan, value = plans * (1 - setting.leavers) + setting.joiners }
  figure("unit_" .. year)    { label = "Cost of a plan, " .. year, type = "GBP/plan/year", rounding = to_a_pound, value = cost * (1 + setting.prices) }
  figure("block_" .. year)   { label = "High needs block, " .. year, type = "GBP/year", rounding = to_a_pound, value = block * (1 + param.grant_growth) }
  plans, cost, block = figure["plans_" .. year], figure["unit_" .. year], figure["block_" .. year]
  figure("spend_" .. year)   { label = "Cost of plans, " .. year, type = "GBP/year", value = sum(plans * cost) }
  figure("deficit_" .. year) { label = "Deficit at 31 March " .. (year + 1), type = "GBP",
    value = deficit + (figure["spend_" .. year] - block) * years(1) }
  deficit = figure["deficit_" .. year]
  balance[#balance + 1] = { when = figure["spend_" .. year]:at_most(block), take = "in " .. year }
end
balance.otherwise = "not by " .. last
figure "balances" { label = "First year in which spending is within the block", value = choose(balance) }

example "Table 4" { on = "2026-03-31", given = {}, expect = { deficit_2025 = 183600000 } }
