-- expect: HN201 7:40 `need` is choice: `median` takes amounts
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "need" { type = "choice", one_of = { "HI", "VI" }, label = "Need" } }
figure "middle" { label = "M", value = median(pupil.need) }
figure "most" { label = "Most", type = "GBP/year", value = maximum(pupil.cost) }
