-- expect: HN316 7:6 the source of pack `wrong` is an illustration, and the pack is approved
-- expect: HN316 14:3 the source of param `most` is an illustration
-- expect: HN316 16:3 the source of lookup `rate` is an illustration
-- expect: HN316 21:3 the source of criterion `cheap` is an illustration
-- expect: HN316 22:7 the source of award `paid` is an illustration

pack "wrong" { title = "t", version = "1", source = "illustration", approved = "Schools Forum, 10 December 2026" }
records "pupil" {
  what = "a pupil", key = "pupil_id", dated_by = "begins", input "pupil_id" { type = "id", required = true },
  input "begins" { type = "date", required = true },
  input "need" { type = "choice", one_of = { "HI", "VI" } }, input "cost" { type = "GBP", min = 0, max = 1000 } }
param "most" { type = "GBP", label = "l",
  { from = "2026-01-01", value = 500, source = "Schools Forum, 10 December 2026" },
  { from = "2026-09-01", value = 600, source = "illustration: to be agreed" } }
lookup "rate" { by = { need = pupil.need }, types = { part = "ratio" },
  { need = "HI", part = "0.5", source = "illustration" },
  { need = "VI", part = 1, source = "Schools Forum, 10 December 2026" } }
criterion "cheap" { label = "l",
  { from = "2026-01-01", source = "Schools Forum, 10 December 2026", test = pupil.cost:under(param.most), if_met = "y",
    if_unmet = "n" },
  { from = "2026-09-01", source = "illustration", test = pupil.cost:at_most(param.most), if_met = "y", if_unmet = "n" } }
award "paid" { label = "l", type = "GBP", source = "illustration", when = criterion.cheap,
  amount = pupil.cost * lookup.rate.part }

local function case(on, cost, answer)
  example("on " .. on .. " " .. cost .. " is " .. answer) {
    on = on, given = { pupil_id = "1", begins = on, cost = cost, need = "VI" }, expect = { cheap = answer } }
end
case("2026-02-01", 400, "met")
case("2026-02-01", 500, "unmet")
case("2026-10-01", 600, "met")
case("2026-10-01", 601, "unmet")
