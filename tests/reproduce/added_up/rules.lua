-- Lines that add up to what is published beside them. Published files have more sums than any one policy: the lines of
-- a total are given with their signs, and a line that is not given leaves its total not known.
pack "added_up" {
  title    = "Published totals and the lines beneath them",
  version  = "1",
  language = 1,
  owner    = "tests",
  source   = "tests/reproduce/reproduce.py",
  approved = "draft",
}

-- Stray decimals of a spreadsheet are read to the ten-thousandth.
local stray = { to = "0.0001", mode = "half even" }

records "total" {
  what = "a published total", key = "total_id",
  input "total_id" { type = "id", required = true },
  input "whole"    { type = "points", read = stray },
}

records "line" {
  what = "a line of a total", key = "line_id",
  missing = { x = "not given" },
  input "line_id"  { type = "id", required = true },
  input "total"    { type = "id", required = true },
  input "amount"   { type = "points", read = stray },
  input "weight"   { type = "points", read = stray },
  link "of" { to = "total", by = "total", required = true },
}

figure "together" { label = "The lines together",
  value = sum(line.amount, { for_each = line.of }) }
figure "share" { label = "The lines together, as a share of the whole",
  value = figure.together / total.whole }
figure "weighted" { label = "The mean of the lines by their weights",
  value = sum(line.amount * line.weight, { for_each = line.of }) / sum(line.weight, { for_each = line.of }) }
