pack "topup_reconciliation" {
  title = "Top-up payments against the census", version = "2026.1", owner = "SEND Finance",
  source = "High needs budgets: effective management, Figure 38", approved = "draft",
  rounding = { to = "0.01", mode = "half away from zero" },
}
records "pupil" {
  what = "a pupil with a placement, from the census", key = "upn",
  input "upn"       { type = "id", private = true, required = true },
  input "la"        { type = "id", label = "Home authority" },
  input "school"    { type = "id" },
  input "left_on"   { type = "date", blank = "has not left", label = "Date of leaving" },
  input "monthly"   { type = "GBP", min = 0, label = "Top-up due a month" },
}
records "payment" {
  what = "a payment made for a pupil and a month", key = "payment_id",
  input "payment_id" { type = "id", required = true },
  input "upn"        { type = "id", private = true },
  input "school"     { type = "id" },
  input "month"      { type = "date", label = "First day of the month paid for" },
  input "amount"     { type = "GBP" },
  link "pupil"       { to = "pupil", by = "upn" },
}
param "our_la" { type = "id", label = "This authority", { from = "2019-04-01", value = "839", source = "DfE number" } }

figure "times" { label = "Payments for this pupil and month", value = count(payment, { by = { payment.upn, payment.month } }) }

criterion "in_census" { label = "The pupil is in the census", test = payment.pupil:known(),
  if_met = "Found.", if_unmet = "No pupil with this number in the census.", source = "illustration" }
criterion "ours" { label = "The pupil is ours to pay for", test = payment.pupil.la:is(param.our_la),
  if_met = "Ours.", if_unmet = "Home authority is {pupil.la}.", source = "illustration" }
criterion "still_there" { label = "Paid for a month at school",
  test = any { payment.pupil.left_on:given():is("no"), payment.month:on_or_before(payment.pupil.left_on) },
  if_met = "At school in the month.", if_unmet = "Left on {pupil.left_on}.", source = "illustration" }
criterion "once" { label = "Paid once", test = figure.times:is(1),
  if_met = "One payment.", if_unmet = "{times} payments for the month.", source = "illustration" }

figure "query" { label = "To be queried",
  value = choose {
    { when = criterion.in_census:is("unmet"),   take = "not in census" },
    { when = criterion.ours:is("unmet"),        take = "wrong authority" },
    { when = criterion.still_there:is("unmet"), take = "paid for a leaver" },
    { when = criterion.once:is("unmet"),        take = "paid twice" },
    otherwise = "none" } }
figure "paid"   { label = "Paid for the pupil", type = "GBP", value = sum(payment.amount, { for_each = payment.pupil }) }
figure "months" { label = "Months paid", value = count(payment, { for_each = payment.pupil }) }
figure "not_claimed" { label = "Due but never paid", type = "yes/no",
  value = all { figure.months:is(0), pupil.monthly:over(0), pupil.la:is(param.our_la) } }
figure "queried" { label = "Total to be queried", type = "GBP", value = sum(payment.amount, { where = figure.query:is_not("none"), missing = "left out" }) }
