-- expect: HN202 11:24 `28/03/2027` is written the other way round: write 2027-03-28
-- expect: HN202 12:35 `07/04/2026` could be 7 April or 4 July: write 2026-04-07 or 2026-07-04
pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 99999, label = "Cost" },
  input "left" { type = "date", label = "Left" } }
award "paid" { label = "Paid", type = "GBP/year", source = "illustration",
  when = pupil.left:known(), amount = pupil.cost }
example "e" { given = {
  cost = 1,            left = "28/03/2027" }, expect = { paid = 1 } }
example "f" { given = { cost = 1, left = "07/04/2026" }, expect = { paid = 1 } }
