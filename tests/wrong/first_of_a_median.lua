-- expect: HN111 7:80 `first` is not a key of `median`
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "need" { type = "choice", one_of = { "HI", "VI" }, label = "Need" } }
figure "middle" { label = "M", type = "GBP/year", value = median(pupil.cost, { first = "highest" }) }
figure "n" { label = "N", value = count(pupil, { where = pupil.need:is("HI") }) }
