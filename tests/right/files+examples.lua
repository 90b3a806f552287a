example "from a file of its own" { on = "2026-09-01", given = { pupil_id = "1", cost = "200.50", band = "none, yet" },
  expect = { more = 100, topup = missing } }
