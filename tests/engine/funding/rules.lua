-- Functions of `funding` to explain: every amount is an illustration.
pack "funding" { title = "Places and a deficit", version = "1", source = "illustration", approved = "draft" }
records "line" { what = "places of one kind", key = "line_id", dated_by = "starts",
  input "line_id"       { column = "Line", type = "id", required = true },
  input "starts"        { column = "Starts", type = "date", required = true },
  input "kind"          { column = "Kind", type = "choice", one_of = { "school", "college" } },
  input "places_before" { column = "Before", type = "places", min = 0, max = 999 },
  input "places_after"  { column = "After", type = "places", min = 0, max = 999 },
  input "filled"        { column = "Filled", type = "places", min = 0, max = 999 },
  input "lost"          { column = "Lost", type = "percent", min = 0, max = 100 } }
param "rate" { type = "GBP/place/year", label = "A place", { from = "2021-04-01", value = 10000, source = "first table" },
  { from = "2022-04-01", value = 10500, source = "second table" } }
param "granted" { type = "percent", label = "Granted", { from = "2021-04-01", value = "12.5", source = "a note" } }
lookup "kind" { by = { kind = line.kind }, source = "the guide", types = { months_before = "months" },
  { kind = "school", months_before = 5 }, { kind = "college", months_before = 4 } }

local a_line = funding.place { rate = param.rate, before = line.places_before, after = line.places_after,
  months_before = lookup.kind.months_before }
award "deduction" { label = "Place funding", type = "GBP", rounding = { to = "1.00", mode = "up" }, source = "illustration",
  amount = a_line }
figure "unit" { label = "As a unit", type = "GBP/year", value = funding.unit_places { places = line.places_after,
  occupied = line.filled, rate_occupied = 6000, rate_empty = param.rate } }
figure "lost_money" { label = "Lost", type = "GBP", rounding = { to = "0.01", mode = "half away from zero" },
  value = funding.stability_grant { deficit = a_line - award.deduction + 100, share = line.lost } }
figure "each" { label = "Each", type = "GBP/place", rounding = { to = "0.01", mode = "half away from zero" },
  value = funding.per_head { amount = award.deduction, people = line.places_after + line.places_before } }

figure "total" { label = "All lines", type = "GBP", value = sum(award.deduction, { missing = "left out" }) }
figure "closing" { label = "Deficit at the end", type = "GBP", value = funding.roll_forward { opening = 1000000,
  raises = { figure.total, 2500 },
  lowers = { "99.50", figure.total * 2, funding.stability_grant { deficit = 100, share = param.granted } } } }

example "three places, then two" { on = "2022-06-01",
  given = { line_id = "1", starts = "2021-04-01", kind = "school", places_before = 3, places_after = 2, filled = 2, lost = 50 },
  expect = { deduction = 24167, unit = 12000, each = "4833.40", lost_money = "49.83" } }
