-- expect: HN119 12:39 `rank` says where each row stands
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "need" { type = "choice", one_of = { "HI", "VI" }, label = "Need" } }
records "payment" { what = "a payment", key = "no",
  input "no" { type = "id", required = true },
  input "who" { type = "id" },
  input "paid" { type = "GBP" },
  link "pupil" { to = "pupil", by = "who" } }
figure "place" { label = "P", value = rank(payment.paid, { first = "lowest", for_each = payment.pupil }) }
figure "n" { label = "N", value = count(pupil, { where = pupil.need:is("HI") }) }
figure "most" { label = "Most", type = "GBP/year", value = maximum(pupil.cost) }
