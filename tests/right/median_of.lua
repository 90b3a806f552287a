-- The middle of a list, and of two in the middle half of both.
pack "median_of" { title = "The middle", version = "1", source = "illustration", approved = "draft",
  rounding = { to = "0.01", mode = "half away from zero" } }

records "offer" {
  what = "an offer", key = "offer_id",
  input "offer_id" { type = "id", required = true },
  input "a" { type = "GBP/year", label = "First" },
  input "b" { type = "GBP/year", label = "Second" },
  input "c" { type = "GBP/year", label = "Third" },
  input "n" { type = "count", label = "Places" },
}

local half = offer.a / 2
figure "odd"   { label = "Of three", type = "GBP/year", value = median_of { offer.a, offer.b, offer.c } }
figure "even"  { label = "Of four", type = "GBP/year", value = median_of { offer.a, offer.b, half, offer.c } }
figure "alike" { label = "Of two alike", type = "GBP/year", value = median_of { offer.a, offer.a } }
figure "one"   { label = "Of one", type = "GBP/year", value = median_of { offer.b } }
figure "whole" { label = "Half a place", type = "ratio", value = median_of { offer.n, 2 } }

example "the middle is by size" { on = "2026-09-01",
  given  = { a = 90, b = 10, c = 50, n = 5 },
  expect = { odd = 50, even = "47.5", alike = 90, one = 10, whole = "3.5" } }
example "one is missing" { on = "2026-09-01",
  given  = { a = 90, b = 10, n = 5 }, expect = { odd = missing, even = missing, alike = 90 } }
