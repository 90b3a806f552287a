-- A percent is rounded as it is shown: 2/7 is 28.6%, and 30% to the nearest ten.
pack "percent_rounding" { title = "Rounded percents", version = "1", source = "illustration" }
records "part" { what = "a part of a whole", key = "part_id",
  input "part_id" { type = "id", required = true }, input "of" { type = "count", min = 0, max = 100 } }
local function to(step) return { to = step, mode = "half away from zero" } end
figure "tenth" { label = "To a tenth", type = "percent", rounding = to "0.1", value = part.of / 7 }
figure "tens" { label = "To ten", type = "percent", rounding = to "10", value = part.of / 7 }
figure "as_ratio" { label = "A ratio", type = "ratio", rounding = to "0.1", value = part.of / 7 }
param "share" { type = "percent", label = "Share", { from = "2026-01-01", value = "12.35", source = "illustration" } }
figure "unsaid" { label = "A percent that says no type", rounding = to "0.1", value = param.share * 1 }
example "two sevenths" { on = "2026-09-01", given = { part_id = "1", of = 2 },
  expect = { tenth = "28.6", tens = 30, as_ratio = "0.3" } }
