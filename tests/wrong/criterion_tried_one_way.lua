-- expect: HN312 16:11 criterion `asked_for` is met in no example
-- expect: HN312 20:3 criterion `cheap` from 1 September 2026 is neither met nor unmet in any example
pack "wrong" { title = "t", version = "1", source = "s", approved = "Schools Forum, 10 December 2026" }
records "pupil" {
  what = "a pupil", key = "pupil_id", dated_by = "begins",
  input "pupil_id" { type = "id", required = true },
  input "begins" { type = "date", required = true },
  input "asked" { type = "yes/no" },
  input "here" { type = "yes/no" },
  input "cost" { type = "GBP", min = 0, max = 1000 },
}
param "most" { type = "GBP", label = "l", source = "s", { from = "2026-01-01", value = 500 } }
param "open" { type = "count", label = "l", source = "s", { from = "2026-01-01", value = 1 } }
param "from" { type = "count", label = "l", source = "s", { from = "2026-01-01", value = 1 } }

criterion "asked_for" { label = "l", test = pupil.asked, if_met = "y", if_unmet = "n", source = "s" }
criterion "is_here" { label = "l", test = pupil.here, if_met = "y", if_unmet = "n", source = "s" }
criterion "cheap" { label = "l",
  { from = "2026-01-01", source = "s", test = pupil.cost:under(param.most), if_met = "y", if_unmet = "n" },
  { from = "2026-09-01", source = "s", test = pupil.cost:at_most(param.most), if_met = "y", if_unmet = "n" } }
-- A switch: it has one answer only, whatever stands in a row.
criterion "is_open" { label = "l", test = param.open:at_least(param.from), if_met = "y", if_unmet = "n", source = "s" }
award "paid" { label = "l", type = "GBP", source = "s", amount = pupil.cost,
  when = all { criterion.asked_for, criterion.is_here, criterion.cheap, criterion.is_open } }

example "not asked, and dear" { on = "2026-02-01",
  given = { pupil_id = "1", begins = "2026-02-01", asked = "no", here = "yes", cost = 600 }, expect = { paid = 0 } }
example "not here, and cheap" { on = "2026-02-01",
  given = { pupil_id = "1", begins = "2026-02-01", asked = "no", here = "no", cost = 400 }, expect = { paid = 0 } }
