-- What is let in. Cases of the tiers stand in examples.csv. Made-up children.

examples "examples.csv" {}

example "a place may begin on the day of the referral" {
  on = "2026-09-14", given = { referred_on = "2026-09-14", starts = "2026-09-14" },
  expect = { start_after_referral = "met" } }
example "a place may begin the day after the referral" {
  on = "2026-09-14", given = { referred_on = "2026-09-14", starts = "2026-09-15" },
  expect = { start_after_referral = "met" } }
example "a place does not begin before the referral" {
  on = "2026-09-14", given = { referred_on = "2026-09-14", starts = "2026-09-13" },
  expect = { start_after_referral = "unmet" } }
example "where no start is known nothing is refused" {
  on = "2026-09-14", given = { referred_on = "2026-09-14", starts = missing, new_place = missing },
  expect = { start_after_referral = "cannot tell", new_place_after_start = "cannot tell" } }
example "the new school begins after the place does" {
  on = "2026-09-14", given = { referred_on = "2026-09-14", starts = "2026-09-15", new_place = "2026-09-16" },
  expect = { new_place_after_start = "met" } }
example "the new school does not begin with the place" {
  on = "2026-09-14", given = { referred_on = "2026-09-14", starts = "2026-09-15", new_place = "2026-09-15" },
  expect = { new_place_after_start = "unmet" } }
example "nor before it" {
  on = "2026-09-14", given = { referred_on = "2026-09-14", starts = "2026-09-15", new_place = "2026-09-14" },
  expect = { new_place_after_start = "unmet" } }

-- For the panel's agenda, on the first day of the rules.

example "five referrals: three need a place, and one would wait for the new school" {
  on = "2024-09-01",
  rows = { child = {
    { child_id = "A", referred_on = "2024-09-09", excluded = "no", lost = 50, suspended = 15, tried = "yes",
      starts = "2024-09-16", weeks_asked = 13, new_place = "" },
    { child_id = "B", referred_on = "2024-09-09", excluded = "yes", lost = 50, suspended = 15, tried = "yes",
      starts = "2024-09-16", weeks_asked = 5, new_place = "2024-11-11" },
    { child_id = "C", referred_on = "2024-09-09", excluded = "yes", lost = 50, suspended = 15, tried = "yes",
      starts = missing, weeks_asked = 5, new_place = "2024-11-11" },
    { child_id = "D", referred_on = "2024-09-09", excluded = "no", lost = 10, suspended = 0, tried = "yes",
      starts = "2024-09-16", weeks_asked = 5, new_place = "" },
    { child_id = "E", referred_on = "2024-09-09", excluded = missing, lost = 10, suspended = 0, tried = "yes",
      starts = "2024-09-16", weeks_asked = 5, new_place = "" },
  } },
  expect = { tier = "tier 2", weeks_given = 12, review_on = "2024-10-27", place_ends = "2024-12-15",
    back_on = "2024-12-16", places_there = 24, places_needed = 3, places_left = 21, with_a_gap = 1 } }
example "the longest place of tier 3 on the first day of the rules" {
  on = "2024-09-01", given = { referred_on = "2024-09-09", excluded = "yes", starts = "2024-09-16", weeks_asked = "",
    new_place = "" },
  expect = { tier = "tier 3", weeks_given = 26 } }

-- What is not known, one thing at a time.

example "not known whether excluded, though much is lost and nothing was tried" {
  on = "2026-09-14", given = { referred_on = "2026-09-14", excluded = missing, lost = 62, suspended = 0, tried = "no" },
  expect = { tier = "more to be known" } }
example "nothing was tried, and the days suspended are not known" {
  on = "2026-09-14", given = { referred_on = "2026-09-14", excluded = "no", lost = 10, suspended = missing, tried = "no" },
  expect = { tier = "more to be known" } }
example "no place, so no gap before a new school, wherever that is" {
  on = "2026-09-14", given = { referred_on = "2026-09-14", excluded = "no", lost = 10, suspended = 0, tried = "yes",
    starts = "2026-09-21", weeks_asked = 5, new_place = "2027-09-02" },
  expect = { tier = "tier 1", gap = "no" } }
example "a place that begins on the last day of a half term" {
  on = "2026-09-14", given = { referred_on = "2026-09-14", excluded = "no", lost = 0, suspended = 16, tried = "yes",
    starts = "2026-10-23", weeks_asked = 2, new_place = "" },
  expect = { tier = "tier 2", place_ends = "2026-11-08", back_on = "2026-11-09" } }

-- Both marks hold from the first day of the rules.

example "half of sessions lost on the first day" {
  on = "2024-09-01", given = { referred_on = "2024-09-01", excluded = "no", lost = 50, suspended = 0, tried = "yes" },
  expect = { much_lost = "met", tier = "tier 2" } }
example "fifteen days of suspension on the first day" {
  on = "2024-09-01", given = { referred_on = "2024-09-01", excluded = "no", lost = 0, suspended = 15, tried = "yes" },
  expect = { much_lost = "met", tier = "tier 2" } }
