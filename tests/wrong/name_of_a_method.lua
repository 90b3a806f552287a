-- expect: HN107 5:9 over
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "over" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "need" { type = "choice", one_of = { "HI", "VI" }, label = "Need" } }
