-- Columns, figures and awards over a link, and a link of a linked row.
pack "links" { title = "Links", version = "1", source = "illustration" }
records "school" { what = "a school", key = "school_id",
  input "school_id" { type = "id", required = true }, input "region" { type = "choice", one_of = { "N", "S" } } }
records "pupil" { what = "a pupil", key = "upn",
  input "upn" { type = "id", required = true }, input "at" { type = "id" },
  input "left_on" { type = "date", blank = "has not left" }, input "due" { type = "GBP" },
  link "school" { to = "school", by = "at", required = true } }
figure "twice" { label = "Twice", type = "GBP", value = pupil.due * 2 }
award "part" { label = "Part", type = "GBP", source = "illustration", when = pupil.school.region:is("N"),
  amount = pupil.due }
records "payment" { what = "a payment", key = "payment_id", dated_by = "month",
  input "payment_id" { type = "id", required = true }, input "upn_paid" { type = "id" },
  input "month" { type = "date" }, input "amount" { type = "GBP" },
  link "pupil" { to = "pupil", by = "upn_paid" } }
criterion "found" { label = "The pupil is found", source = "illustration", test = payment.pupil:known(),
  if_met = "Found.", if_unmet = "Nobody of this number." }
criterion "there" { label = "Still there", source = "illustration",
  test = any { payment.pupil.left_on:given():is("no"), payment.month:on_or_before(payment.pupil.left_on) },
  if_met = "There.", if_unmet = "Left on {pupil.left_on}." }
award "owed" { label = "Owed", type = "GBP", source = "illustration", when = all { criterion.found, criterion.there },
  amount = lower_of { payment.amount, payment.pupil.twice, payment.pupil.part } }
figure "paid" { label = "Paid for the pupil", type = "GBP", value = sum(payment.amount, { for_each = payment.pupil }) }
figure "months_paid" { label = "Months", value = count(payment, { for_each = payment.pupil }) }
figure "in_region" { label = "Of the region", value = payment.pupil.school.region:is("S") }
