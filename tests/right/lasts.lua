-- Rows that last, links by a day, and what is read and added up over them.
pack "lasts" { title = "Lasts", version = "1", source = "illustration" }
records "spell" { what = "a spell of support", key = "spell_id", lasts = { "starts", "ends", of = "upn" },
  input "spell_id" { type = "id", required = true }, input "upn" { type = "id", private = true },
  input "starts" { type = "date", required = true },
  input "ends" { type = "date", blank = "no end yet", label = "Last day" }, input "rate" { type = "GBP" } }
records "payment" { what = "a payment", key = "no",
  input "no" { type = "id", required = true }, input "payee" { type = "id", private = true },
  input "month" { type = "date" }, input "paid" { type = "GBP" },
  link "spell" { to = "spell", by = "payee", on = "month" } }
figure "too_much" { label = "Paid too much", type = "GBP",
  value = choose { { when = payment.spell:known(), take = payment.paid - payment.spell.rate }, otherwise = payment.paid } }
figure "so_far" { label = "Paid so far", type = "GBP",
  value = sum(payment.paid, { for_each = payment.spell, missing = "left out" }) }
figure "still_runs" { label = "Has no end yet", type = "yes/no", value = spell.ends:given():is("no") }
example "both days are counted" {
  rows = {
    spell = { { spell_id = "A", upn = "U", starts = "2024-02-01", ends = "2024-02-29", rate = 10 },
              { spell_id = "B", upn = "U", starts = "2024-03-01", ends = "2024-03-01", rate = 20 },
              { spell_id = "C", upn = "U", starts = "2024-03-03", rate = 30 } },
    payment = { { no = "1", payee = "U", month = "2024-02-29", paid = 11 },
                { no = "2", payee = "U", month = "2024-02-01", paid = 100 } } },
  expect = { too_much = 1, so_far = 111 } }
example "one that has no end holds every day to come" {
  rows = {
    spell = { { spell_id = "C", upn = "U", starts = "2024-03-03", ends = "", rate = 30 } },
    payment = { { no = "1", payee = "U", month = "2099-03-03", paid = 31 } } },
  expect = { too_much = 1, so_far = 31, still_runs = "yes" } }
example "one whose end an example leaves out holds no day that anybody knows of" {
  rows = {
    spell = { { spell_id = "C", upn = "U", starts = "2024-03-03", rate = 30 } },
    payment = { { no = "1", payee = "U", month = "2099-03-03", paid = 31 } } },
  expect = { too_much = 31, so_far = 0, still_runs = missing } }
example "no row is found between two" {
  rows = {
    spell = { { spell_id = "B", upn = "U", starts = "2024-03-01", ends = "2024-03-01", rate = 20 },
              { spell_id = "C", upn = "U", starts = "2024-03-03", rate = 30 } },
    payment = { { no = "1", payee = "U", month = "2024-03-02", paid = 31 } } },
  expect = { too_much = 31, so_far = 0 } }
