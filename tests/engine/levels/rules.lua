-- Rows that read sums over other rows, and can be at fault for them, level above level.
pack "levels" {
  title = "Levels", version = "1", language = 1, owner = "Tests", source = "illustration",
  rounding = { to = "0.01", mode = "half away from zero" },
}
local cents = { to = "0.01", mode = "half away from zero" }
local parts = { to = "0.0001", mode = "half away from zero" }
records "school" { what = "a school", key = "school_id",
  input "school_id" { type = "id", required = true }, input "room" { type = "plans", min = 0, max = 99 },
  input "spare" { type = "plans", min = 0, max = 99 } }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true }, input "at" { type = "id" }, input "child" { type = "id" },
  input "amount" { type = "GBP", min = -9999, max = 9999 }, input "k" { type = "plans", min = 0, max = 99 },
  input "share" { type = "percent" }, input "cut" { type = "GBP", min = -9999, max = 9999 }, input "z" { type = "count" },
  link "school" { to = "school", by = "at" } }

-- Level 0 and what adds it up.
figure "each" { label = "each", type = "GBP/plan", value = pupil.amount / pupil.k, rounding = cents }
figure "total" { label = "total", type = "GBP", value = sum(pupil.amount, { missing = "left out" }) }
figure "n_pupils" { label = "n_pupils", value = count(pupil) }
figure "n_schools" { label = "n_schools", value = count(school) }
figure "mean_each" { label = "mean_each", type = "GBP/plan", value = mean(figure.each, { missing = "left out" }),
  rounding = cents }

-- Level 1: a sum is taken from, divided by and shared out.
figure "left" { label = "left", value = funding.caseload { opening = school.room,
  leavers = sum(pupil.k, { for_each = pupil.school, missing = "left out" }) } }
attribution "once" { label = "once", claim = pupil.amount, once_for = pupil.child, share = pupil.share,
  source = "illustration" }
figure "part" { label = "part", value = pupil.amount / (figure.total - pupil.cut), rounding = parts }
figure "all_left" { label = "all_left", value = sum(figure.left, { missing = "left out" }) }
figure "all_once" { label = "all_once", type = "GBP", value = sum(attribution.once, { missing = "left out" }) }
figure "middle" { label = "middle", value = median(figure.part, { missing = "left out" }) }

-- Level 2: by child, over a link, in order.
local of_child = { by = { pupil.child }, missing = "left out" }
figure "mid" { label = "mid", value = median(figure.part, of_child) }
figure "place" { label = "place", value = rank(figure.part, { by = { pupil.child }, missing = "left out",
  first = "highest" }) }
figure "earlier" { label = "earlier",
  value = previous(figure.part, { by = { pupil.child }, order = { pupil.pupil_id } }) }
figure "odds" { label = "odds", value = figure.part / figure.earlier, rounding = parts }
figure "at_school" { label = "at_school", value = pupil.school.left }
figure "lean" { label = "lean", value = school.spare / (figure.all_left - school.room), rounding = parts }
figure "n_odds" { label = "n_odds", value = count(pupil, { where = figure.odds:over(1), missing = "left out" }) }
figure "all_lean" { label = "all_lean", value = sum(figure.lean, { missing = "left out" }) }

-- Level 3, and what adds it up again.
figure "deep" { label = "deep", type = "GBP", value = pupil.amount / (figure.n_odds - pupil.z), rounding = cents }
figure "deepest" { label = "deepest", type = "GBP", value = maximum(figure.deep, { missing = "left out" }) }
figure "deep_of" { label = "deep_of", type = "GBP",
  value = sum(figure.deep, { for_each = pupil.school, missing = "left out" }) }
example "shares that come to more than one are in no sum" {
  rows = {
    school = { { school_id = "S", room = 9, spare = 0 } },
    pupil = {
      { pupil_id = "3", at = "S", child = "b", amount = 5, k = 1, share = 50, cut = 0, z = 9 },
      { pupil_id = "1", at = "S", child = "a", amount = 10, k = 2, share = 60, cut = 0, z = 9 },
      { pupil_id = "2", at = "S", child = "a", amount = 20, k = 4, share = 60, cut = 0, z = 9 } } },
  expect = { once = "2.50", total = 5, n_pupils = 1, left = 8, all_once = "2.50" } }
