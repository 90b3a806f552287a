-- For the agenda, and whose turn it is. Cases of the matrix stand in examples.csv. Made-up children and schools.

examples "examples.csv" {}

example "twenty school days from 20 November are over on 19 December" {
  on = "2026-12-19",
  rows = { child = {
    { child_id = "A", referred_on = "2026-11-20", area = "north", last_day = "2026-10-09", complexity = "high",
      on_a_roll = "no" },
    { child_id = "B", referred_on = "2026-11-23", area = "north", last_day = "2026-10-23", complexity = "low",
      on_a_roll = "no" },
    { child_id = "C", referred_on = "2026-11-23", area = "north", last_day = missing, complexity = missing,
      on_a_roll = "no" },
  } },
  expect = { placement = "panel meets", for_the_panel = 2, at_once = 1, longest = 5, late = 1 } }
example "on the day itself none is late" {
  on = "2026-12-18",
  given = { referred_on = "2026-11-20", area = "north", last_day = "2026-10-16", complexity = "low", on_a_roll = "no" },
  expect = { place_by = "2026-12-18", late = 0, for_the_panel = 0, at_once = 1 } }
example "nor the day before" {
  on = "2026-12-17",
  given = { referred_on = "2026-11-20", area = "north", last_day = "2026-10-16", complexity = "low", on_a_roll = "no" },
  expect = { late = 0 } }
example "twenty days from the first day of the rules" {
  on = "2024-09-01",
  given = { referred_on = "2024-09-03", area = "east", last_day = "2024-07-19", complexity = "low", on_a_roll = "no" },
  expect = { place_by = "2024-10-01" } }

example "the bank holiday of 3 May 2027 is no school day" {
  on = "2027-04-12",
  given = { referred_on = "2027-03-19", area = "east", last_day = "2027-03-12", complexity = "low", on_a_roll = "no" },
  expect = { place_by = "2027-05-04" } }

-- Three children taken by a school of 1,500 are 2 for each thousand; two by one of 900 are 2.2.

example "the school that has taken fewest for its size is next" {
  on = "2026-11-23",
  rows = { school = {
    { school_id = "S1", school_area = "north", roll = 1500, taken = 3 },
    { school_id = "S2", school_area = "north", roll = 900, taken = 2 },
    { school_id = "S3", school_area = "west", roll = 900, taken = 0 },
  } },
  expect = { share = 2, turn = 1 } }
example "and the other waits, whatever a school of another area has taken" {
  on = "2026-11-23",
  rows = { school = {
    { school_id = "S2", school_area = "north", roll = 900, taken = 2 },
    { school_id = "S1", school_area = "north", roll = 1500, taken = 3 },
    { school_id = "S3", school_area = "west", roll = 900, taken = 0 },
  } },
  expect = { share = "2.2", turn = 2 } }
example "level schools share the turn" {
  on = "2026-11-23",
  rows = { school = {
    { school_id = "S2", school_area = "north", roll = 1000, taken = 2 },
    { school_id = "S1", school_area = "north", roll = 1500, taken = 3 },
  } },
  expect = { share = 2, turn = 1 } }
example "a share is rounded to a tenth" {
  on = "2026-11-23",
  rows = { school = { { school_id = "S1", school_area = "east", roll = 800, taken = 1 } } },
  expect = { share = "1.3", turn = 1 } }
example "a hundred taken by a school of a thousand" {
  on = "2026-11-23",
  rows = { school = { { school_id = "S1", school_area = "east", roll = 1000, taken = 100 } } },
  expect = { share = 100 } }
