-- expect: HN107 3:9 sum
pack "p" { title = "P", version = "1", source = "illustration" }
records "sum" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "need" { type = "choice", one_of = { "HI", "VI" }, label = "Need" } }
