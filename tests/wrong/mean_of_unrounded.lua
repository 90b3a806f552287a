-- expect: HN210 9:59 `a_head` was divided by a value of each row and is not rounded: `mean`
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "need" { type = "choice", one_of = { "HI", "VI" }, label = "Need" } }
figure "heads" { value = choose { { when = pupil.need:is("HI"), take = 2 }, otherwise = 3 } }
figure "a_head" { type = "GBP/year", value = pupil.cost / figure.heads }
figure "middle" { label = "M", type = "GBP/year", value = mean(figure.a_head) + median(figure.a_head) }
