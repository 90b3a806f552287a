-- From a profile to a top-up, worked out by hand. Made-up pupils.

local function profile(learning, communication, social, physical, more)
  local row = { pupil_id = "P", moderated_on = "2026-04-01", learning = learning, communication = communication,
    social = social, physical = physical, starts = "2026-04-01", ends = "2027-03-31", paid_before = "" }
  for name, value in pairs(more) do row[name] = value end
  return { pupil = { row } }
end

-- Bands: learning counts twice. 2 x 1 + 1 = 3, 2 x 1 + 1 + 1 = 4, and so on at each edge.

example "three points are for the school to fund" {
  on = "2026-04-01", rows = profile("mild", "mild", "none", "none", {}),
  expect = { need = 3, band = "school funded", topup = 0, topup_full_year = 0, protection = 0 } }
example "four points are band A" {
  on = "2026-04-01", rows = profile("mild", "mild", "mild", "none", {}),
  expect = { need = 4, band = "A", topup = 1575, topup_full_year = 1575 } }
example "five points are band A" {
  on = "2026-04-01", rows = profile("mild", "none", "none", "moderate", {}), expect = { need = 5, band = "A" } }
example "seven points are band A" {
  on = "2026-04-01", rows = profile("none", "none", "mild", "severe", {}), expect = { need = 7, band = "A" } }
example "eight points are band B" {
  on = "2026-04-01", rows = profile("moderate", "mild", "mild", "none", {}),
  expect = { need = 8, band = "B", topup = 4200, topup_full_year = 4200 } }
example "nine points are band B" {
  on = "2026-04-01", rows = profile("none", "moderate", "none", "severe", {}), expect = { need = 9, band = "B" } }
example "thirteen points are band B" {
  on = "2026-04-01", rows = profile("none", "severe", "mild", "severe", {}), expect = { need = 13, band = "B" } }
example "fourteen points are band C" {
  on = "2026-04-01", rows = profile("severe", "mild", "none", "mild", {}),
  expect = { need = 14, band = "C", topup = 8400, topup_full_year = 8400 } }
example "fifteen points are band C" {
  on = "2026-04-01", rows = profile("moderate", "moderate", "moderate", "moderate", {}), expect = { need = 15, band = "C" } }
example "twenty points are band C" {
  on = "2026-04-01", rows = profile("mild", "severe", "severe", "severe", {}), expect = { need = 20, band = "C" } }
example "twenty-one points are band D" {
  on = "2026-04-01", rows = profile("severe", "moderate", "moderate", "moderate", {}),
  expect = { need = 21, band = "D", topup = 12600, topup_full_year = 12600 } }
example "twenty-two points are band D" {
  on = "2026-04-01", rows = profile("severe", "moderate", "severe", "mild", {}), expect = { need = 22, band = "D" } }
example "a profile with a grade missing has no points, no band and no top-up yet" {
  on = "2026-04-01", rows = profile("severe", missing, "severe", "mild", {}),
  expect = { need = missing, band = missing, topup = missing, topup_full_year = missing, in_year = 0 } }

-- Years and parts of years -------------------------------------------------------------------------------------------

example "in 2025-26 band A is £1,500" {
  on = "2026-04-01",
  rows = profile("mild", "mild", "mild", "none", { moderated_on = "2025-04-01", starts = "2025-04-01", ends = "2026-03-31" }),
  expect = { topup = 1500 } }
example "in 2025-26 band B is £4,000" {
  on = "2026-04-01",
  rows = profile("moderate", "mild", "mild", "none", { moderated_on = "2025-04-01", starts = "2025-04-01",
    ends = "2026-03-31" }),
  expect = { topup = 4000 } }
example "in 2025-26 band C is £8,000" {
  on = "2026-04-01",
  rows = profile("severe", "mild", "none", "mild", { moderated_on = "2025-04-01", starts = "2025-04-01",
    ends = "2026-03-31" }),
  expect = { topup = 8000 } }
example "in 2025-26 band D is £12,000" {
  on = "2026-04-01",
  rows = profile("severe", "moderate", "moderate", "moderate", { moderated_on = "2025-04-01", starts = "2025-04-01",
    ends = "2026-03-31" }),
  expect = { topup = 12000 } }
example "in 2025-26 three points are for the school to fund" {
  on = "2026-04-01",
  rows = profile("mild", "mild", "none", "none", { moderated_on = "2025-04-01", starts = "2025-04-01", ends = "2026-03-31" }),
  expect = { topup = 0 } }
example "211 of 365 days of £4,200 are £2,427.95" {
  on = "2026-04-01", rows = profile("moderate", "mild", "mild", "none", { starts = "2026-09-02", ends = "2027-03-31" }),
  expect = { topup = "2427.95", topup_full_year = 4200 } }
example "one day of £4,200 is £11.51" {
  on = "2026-04-01", rows = profile("moderate", "mild", "mild", "none", { starts = "2026-09-02", ends = "2026-09-02" }),
  expect = { topup = "11.51", ends_after_it_starts = "met", within_one_year = "met" } }
example "in 2027-28, a leap year, one day of £4,200 is £11.48" {
  on = "2027-04-01", rows = profile("moderate", "mild", "mild", "none", { starts = "2028-02-29", ends = "2028-02-29" }),
  expect = { topup = "11.48" } }
example "a last day before the first is not let in" {
  on = "2026-04-01", rows = profile("mild", "mild", "mild", "none", { starts = "2026-09-02", ends = "2026-09-01" }),
  expect = { ends_after_it_starts = "unmet" } }
example "nor is a year that ends within" {
  on = "2026-04-01", rows = profile("mild", "mild", "mild", "none", { starts = "2026-09-02", ends = "2027-04-01" }),
  expect = { within_one_year = "unmet" } }
example "two days are let in" {
  on = "2026-04-01", rows = profile("mild", "mild", "mild", "none", { starts = "2026-09-02", ends = "2026-09-03" }),
  expect = { ends_after_it_starts = "met" } }

-- Protection: 90% of what was paid before in 2025-26, 80% from 2026-27 -------------------------------------------------

example "£10,000 before: £8,000 are kept, £3,800 more than band B" {
  on = "2026-04-01", rows = profile("moderate", "mild", "mild", "none", { paid_before = 10000 }),
  expect = { protection = 3800, topup = 8000, topup_full_year = 8000, in_year = 8000, whole = 8000, protected_money = 3800 } }
example "in the first year £9,000 are kept, £5,000 more than band B" {
  on = "2026-04-01",
  rows = profile("moderate", "mild", "mild", "none", { moderated_on = "2025-04-01", starts = "2025-04-01",
    ends = "2026-03-31", paid_before = 10000 }),
  expect = { protection = 5000, topup = 9000 } }
example "£5,250 before: what is kept is what the band pays" {
  on = "2026-04-01", rows = profile("moderate", "mild", "mild", "none", { paid_before = 5250 }),
  expect = { protection = 0, topup = 4200 } }
example "£5,249.90 before: the band pays more than what is kept" {
  on = "2026-04-01", rows = profile("moderate", "mild", "mild", "none", { paid_before = "5249.90" }),
  expect = { protection = 0, topup = 4200 } }
example "on 31 March 2026 it is still 90%" {
  on = "2026-04-01",
  rows = profile("moderate", "mild", "mild", "none", { moderated_on = "2026-03-31", starts = "2025-04-01",
    ends = "2026-03-31", paid_before = 10000 }),
  expect = { protection = 5000, topup = 9000 } }
example "half a penny goes up: 90% of £56,345.25 is £50,710.725" {
  on = "2026-03-31",
  rows = profile("severe", "mild", "none", "mild", { moderated_on = "2025-04-01", starts = "2025-04-01", ends = "2026-03-31",
    paid_before = "56345.25" }),
  expect = { topup = "50710.73" } }
example "half a penny goes up, and not to the even penny: 90% of £56,345.05 is £50,710.545" {
  on = "2026-03-31",
  rows = profile("severe", "mild", "none", "mild", { moderated_on = "2025-04-01", starts = "2025-04-01", ends = "2026-03-31",
    paid_before = "56345.05" }),
  expect = { topup = "50710.55" } }
example "a little more before, a little is kept" {
  on = "2026-04-01", rows = profile("moderate", "mild", "mild", "none", { paid_before = "5250.10" }),
  expect = { protection = "0.08", topup = "4200.08" } }
example "not known what was paid before: the top-up cannot be told" {
  on = "2026-04-01", rows = profile("moderate", "mild", "mild", "none", { paid_before = missing }),
  expect = { protection = missing, topup = missing } }

example "two pupils, of whom one cannot be told yet" {
  on = "2026-04-01",
  rows = { pupil = {
    { pupil_id = "A", moderated_on = "2026-04-01", learning = "mild", communication = "mild", social = "mild",
      physical = "none", starts = "2026-09-02", ends = "2027-03-31", paid_before = 6000 },
    { pupil_id = "B", moderated_on = "2026-04-01", learning = "mild", communication = "mild", social = "mild",
      physical = "none", starts = "2026-04-01", ends = "2027-03-31", paid_before = missing },
    { pupil_id = "C", moderated_on = "2026-04-01", learning = "severe", communication = "severe", social = "severe",
      physical = "severe", starts = "2026-04-01", ends = "2027-03-31", paid_before = "" },
  } },
  expect = { protection = 3225, topup = "2774.79", in_year = "15374.79", whole = 17400, protected_money = 3225 } }
