-- Awards that last, payments that find them by the day, and lives.
pack "lives" { title = "Lives", version = "1", language = 1, owner = "Tests", source = "illustration" }
records "spell" { what = "an award", key = "spell_id", lasts = { "starts", "ends", of = "upn" },
  input "spell_id" { type = "id", required = true }, input "upn" { type = "id", private = true },
  input "starts" { type = "date", required = true }, input "ends" { type = "date", blank = "no end yet" },
  input "left_on" { type = "date", blank = "has not left" } }
records "payment" { what = "a payment", key = "no",
  input "no" { type = "id", required = true }, input "payee" { type = "id", private = true },
  input "month" { type = "date" }, input "paid" { type = "GBP" },
  link "spell" { to = "spell", by = "payee", on = "month" } }
life "support" { label = "Support", source = "illustration", starts = spell.starts, months = 3,
  review_before_end = weeks(2), stops = { { after = spell.left_on, why = "left" } } }
figure "so_far" { label = "So far", type = "GBP", value = sum(payment.paid, { for_each = payment.spell, missing = "left out" }) }
figure "begun" { label = "Begun", value = payment.spell.starts }
example "found" { on = "2026-09-01",
  rows = { spell = { { spell_id = "A", upn = "U", starts = "2026-09-01", ends = "", left_on = "" } },
           payment = { { no = "1", payee = "U", month = "2026-09-01", paid = 3 } } },
  expect = { so_far = 3, support_ends = "2026-11-30", support_state = "in force" } }
