-- What must stay true of rules.lua. Each example is this pupil, placement and payments with what it says changed: £500
-- a month since September 2025, and payments for April and May; the day of the run is 1 June 2026.

local function with(row, changes)
  for name, value in pairs(changes) do row[name] = value end
  return row
end
local function pupil(changes) return with({ upn = "U", home = "OURS", school = "S" }, changes) end
local function placement(changes)
  return with({ placement_id = "A", upn = "U", school = "S", monthly = 500, starts = "2025-09-01", ends = "" }, changes)
end
local function payment(changes)
  return with({ payment_id = "1", placement = "A", school = "S", month = "2026-05-01", amount = 500 }, changes)
end
-- The payment for May is changed; that for April is sound.
local function rows(of_pupil, of_placement, of_payment)
  return { pupil = { pupil(of_pupil) }, placement = { placement(of_placement) },
           payment = { payment(of_payment), payment { payment_id = "2", month = "2026-04-30" } } }
end
local function paid(changes) return rows({}, {}, changes) end
-- One payment alone, so that the figures of the run are its own.
local function one(of_pupil, of_placement, of_payment)
  return { pupil = { pupil(of_pupil) }, placement = { placement(of_placement) }, payment = { payment(of_payment) } }
end
local function alone(changes) return one({}, {}, changes) end

example "nothing is wrong" {
  on = "2026-06-01", rows = paid {},
  expect = { payments = 1000, queries = 0, unsure = 0, over_paid = 0, under_paid = 0, no_placement = 0, no_pupil = 0,
             not_ours = 0, too_early = 0, leavers = 0, elsewhere = 0, twice = 0, amounts = 0, never_paid = 0, gaps = 0,
             owed = 0, moved = 0, placements_unsure = 0, months_due = 2, months_paid = 2, payable = "met",
             claimed = "met", same_school = "met", placement_query = "none", not_paid = 0,
             placement_says = "Nothing is queried." } }
example "a payment that is sound" {
  on = "2026-06-01", rows = alone {},
  expect = { agreed = "met", in_census = "met", ours = "met", begun = "met", there = "met", this_school = "met",
             once = "met", in_full = "met", query = "none", at_stake = 0, month_end = "2026-05-31",
             says = "Nothing is queried." } }
example "February of a leap year" {
  on = "2028-03-15", rows = alone { month = "2028-02-29" }, expect = { month_end = "2028-02-29" } }

-- Payments -----------------------------------------------------------------------------------------------------------

example "a placement that is not in the register" {
  on = "2026-06-01", rows = alone { placement = "B" },
  expect = { agreed = "unmet", query = "no placement", at_stake = 500, no_placement = 1, no_placement_sum = 500,
             queries = 1, over_paid = 500, under_paid = 0,
             says = "£500.00 was paid for the month to 31 May 2026, and placement B is not in the register." } }
example "a payment that names none" {
  on = "2026-06-01", rows = alone { placement = "" }, expect = { query = "no placement", at_stake = 500 } }
example "a pupil who is not in the census" {
  on = "2026-06-01", rows = one({}, { upn = "V" }, {}),
  expect = { in_census = "unmet", query = "not in the census", at_stake = 500, no_pupil = 1, no_pupil_sum = 500,
             payable = "unmet", placement_query = "none", never_paid = 0,
             says = "£500.00 was paid for the month to 31 May 2026, and the census has no pupil of placement A." } }
local function not_there(of_placement) return one({}, with({ upn = "V" }, of_placement), { month = "2026-10-20" }) end
example "a pupil who left before the census is not in it" {
  on = "2026-12-01", rows = one({}, { upn = "V", ends = "2026-09-30" }, {}),
  expect = { in_census = "met", ours = "met", query = "none", payable = "met" } }
example "a pupil who left on its day is" {
  on = "2026-12-01", rows = one({}, { upn = "V", ends = "2026-10-01" }, {}),
  expect = { in_census = "unmet", query = "not in the census", payable = "unmet" } }
example "a pupil who left after it is" {
  on = "2026-12-01", rows = one({}, { upn = "V", ends = "2026-10-02" }, {}), expect = { in_census = "unmet" } }
example "a pupil who came after the census" {
  on = "2026-12-01", rows = not_there { starts = "2026-10-02" },
  expect = { in_census = "met", ours = "met", query = "none", payable = "met", placement_query = "months not paid" } }
example "a pupil who came on its day" {
  on = "2026-12-01", rows = not_there { starts = "2026-10-01" }, expect = { in_census = "unmet", payable = "unmet" } }
example "a pupil who came on the day before" {
  on = "2026-12-01", rows = not_there { starts = "2026-09-30" }, expect = { in_census = "unmet" } }
example "a pupil who left, and whom the census has in another authority" {
  on = "2026-12-01", rows = one({ home = "THEIRS" }, { ends = "2026-09-30" }, {}),
  expect = { ours = "unmet", query = "another authority's", payable = "unmet" } }
example "a placement that names no pupil, and ended before the census" {
  on = "2026-12-01", rows = one({}, { upn = missing, ends = "2026-09-30" }, {}),
  expect = { in_census = "met", once = "cannot tell", query = missing, unsure = 1 } }
example "a pupil of another authority" {
  on = "2026-06-01", rows = one({ home = "THEIRS" }, {}, {}),
  expect = { ours = "unmet", query = "another authority's", at_stake = 500, not_ours = 1, not_ours_sum = 500,
             payable = "unmet", placement_query = "none",
             says = "£500.00 was paid for the month to 31 May 2026, and the pupil lives in THEIRS, which pays." } }
example "nobody knows where the pupil lives" {
  on = "2026-06-01", rows = one({ home = missing }, {}, {}),
  expect = { ours = "cannot tell", query = missing, at_stake = missing, says = missing, queries = 0, unsure = 1,
             not_ours = 0, payable = "cannot tell", placement_query = missing, not_paid = missing,
             placements_unsure = 1, over_paid = 0, owed = 0, leavers = 0, leavers_sum = 0 } }
example "a placement that began on the last day of the month" {
  on = "2026-06-01", rows = one({}, { starts = "2026-05-31" }, {}), expect = { begun = "met", query = "none" } }
example "a placement that began a day later" {
  on = "2026-06-10", rows = one({}, { starts = "2026-06-01" }, {}),
  expect = { begun = "unmet", query = "before it began", at_stake = 500, too_early = 1, too_early_sum = 500,
             says = "£500.00 was paid for the month to 31 May 2026, and the placement began on 1 June 2026." } }
example "a placement that began the day before" {
  on = "2026-06-01", rows = one({}, { starts = "2026-05-30" }, {}), expect = { begun = "met" } }
example "a pupil who left on the last day of the month" {
  on = "2026-06-10", rows = one({}, { ends = "2026-05-31" }, {}), expect = { there = "met", query = "none" } }
example "a pupil who left on the day before" {
  on = "2026-06-10", rows = one({}, { ends = "2026-05-30" }, {}),
  expect = { there = "unmet", query = "a leaver", at_stake = 500, leavers = 1, leavers_sum = 500,
             says = "£500.00 was paid for the month to 31 May 2026, and the placement ended on 30 May 2026." } }
example "a pupil who left on the day after" {
  on = "2026-06-10", rows = one({}, { ends = "2026-06-01" }, {}), expect = { there = "met" } }
example "a last day that the data do not tell" {
  on = "2026-06-10", rows = one({}, { ends = missing }, {}),
  expect = { there = "cannot tell", query = missing, months_due = missing, placement_query = missing } }
example "paid to another school" {
  on = "2026-06-01", rows = alone { school = "T" },
  expect = { this_school = "unmet", query = "to another school", at_stake = 500, elsewhere = 1, elsewhere_sum = 500,
             says = "£500.00 was paid for the month to 31 May 2026 to T, and the placement is at S." } }
example "nobody knows which school was paid" {
  on = "2026-06-01", rows = alone { school = missing },
  expect = { this_school = "cannot tell", query = missing, months_paid = missing, claimed = "cannot tell",
             placement_query = missing } }

local function twice(changes)
  return { pupil = { pupil {} }, placement = { placement {} },
           payment = { payment {}, payment(with({ payment_id = "2", month = "2026-05-20" }, changes)) } }
end
example "paid twice for one month" {
  on = "2026-06-01", rows = twice {},
  expect = { queries = 1, twice = 1, twice_sum = 500, over_paid = 500, months_paid = 1 } }
example "an id that stands twice" {
  on = "2026-06-01", rows = twice { payment_id = "1" },
  expect = { queries = 0, unsure = 2, twice = 0, months_paid = missing, placement_query = missing } }
example "an id that stands twice does not hide what is wrong with the payment" {
  on = "2026-06-01", rows = twice { payment_id = "1", school = "T" },
  expect = { elsewhere = 1, unsure = 1 } }
example "an id that stands twice, and nobody can tell" {
  on = "2026-06-01",
  rows = { pupil = { pupil {}, pupil { upn = "V" } },
           placement = { placement {}, placement { placement_id = "B", upn = "V" } },
           payment = { payment {}, payment { placement = "B" } } },
  expect = { unsure = 2 } }
example "paid for two months" {
  on = "2026-06-01", rows = twice { month = "2026-06-01" }, expect = { twice = 0, queries = 0 } }
example "of two amounts the one that is due stays, though the other came first" {
  on = "2026-06-01",
  rows = { pupil = { pupil {} }, placement = { placement {} },
           payment = { payment { amount = 400 }, payment { payment_id = "2" } } },
  expect = { twice = 1, twice_sum = 400, amounts = 0 } }
example "nearest from above or below" {
  on = "2026-06-01",
  rows = { pupil = { pupil {} }, placement = { placement {} },
           payment = { payment { amount = 400 }, payment { payment_id = "2", amount = 550 } } },
  expect = { twice = 1, twice_sum = 400, amounts = 1, amounts_sum = 50 } }
example "nearest from below or above" {
  on = "2026-06-01",
  rows = { pupil = { pupil {} }, placement = { placement {} },
           payment = { payment { amount = 600 }, payment { payment_id = "2", amount = 450 } } },
  expect = { twice = 1, twice_sum = 600, amounts = 1, amounts_sum = -50, under_paid = 50, over_paid = 600 } }
example "of two to another school neither is paid twice" {
  on = "2026-06-01",
  rows = { pupil = { pupil {} }, placement = { placement {} },
           payment = { payment { school = "T" }, payment { payment_id = "2", school = "T" } } },
  expect = { elsewhere = 2, elsewhere_sum = 1000, twice = 0 } }
example "one to another school and one sound is not paid twice" {
  on = "2026-06-01", rows = twice { school = "T" }, expect = { elsewhere = 1, twice = 0, months_paid = 1 } }
example "two placements of one pupil in one month" {
  on = "2026-06-01",
  rows = { pupil = { pupil {} },
           placement = { placement { starts = "2026-05-01" },
                         placement { placement_id = "B", starts = "2026-05-01", monthly = 600 } },
           payment = { payment {}, payment { payment_id = "2", placement = "B", amount = 600 } } },
  expect = { twice = 1, twice_sum = 600, gaps = 0, never_paid = 1, owed = 600 } }
local function after_unsound(changes, of_payment)
  return { pupil = { pupil {} },
           placement = { placement {}, placement(with({ placement_id = "B" }, changes)) },
           payment = { payment(with({ placement = "B" }, of_payment)), payment { payment_id = "2" } } }
end
example "a payment that comes too early is not the payment for the month" {
  on = "2026-06-01", rows = after_unsound({ starts = "2026-06-01" }, {}), expect = { too_early = 1, twice = 0 } }
example "nor one for a leaver" {
  on = "2026-06-01", rows = after_unsound({ ends = "2026-04-30" }, {}), expect = { leavers = 1, twice = 0 } }
example "nor one to another school" {
  on = "2026-06-01", rows = after_unsound({}, { school = "T" }), expect = { elsewhere = 1, twice = 0 } }
example "nor one for a pupil who ought to be in the census" {
  on = "2026-12-01",
  rows = { pupil = {},
           placement = { placement { ends = "2026-09-30" }, placement { placement_id = "B" } },
           payment = { payment { placement = "B" }, payment { payment_id = "2" } } },
  expect = { no_pupil = 1, twice = 0, queries = 1 } }
example "two pupils" {
  on = "2026-06-01",
  rows = { pupil = { pupil {}, pupil { upn = "V" } },
           placement = { placement {}, placement { placement_id = "B", upn = "V" } },
           payment = { payment {}, payment { payment_id = "2", placement = "B" } } },
  expect = { twice = 0 } }
example "a penny more than is due" {
  on = "2026-06-01", rows = alone { amount = "500.01" },
  expect = { in_full = "unmet", once = "met", query = "another amount", at_stake = "0.01", amounts = 1,
             amounts_sum = "0.01", over_paid = "0.01", under_paid = 0, months_paid = 1,
             says = "£500.01 was paid for the month to 31 May 2026, and £500.00 is due." } }
example "a penny less" {
  on = "2026-06-01", rows = alone { amount = "499.99" },
  expect = { query = "another amount", at_stake = "-0.01", under_paid = "0.01", over_paid = 0 } }
example "an amount that is not agreed" {
  on = "2026-06-01", rows = one({}, { monthly = missing }, {}),
  expect = { in_full = "cannot tell", query = missing, unsure = 1 } }

-- Placements ---------------------------------------------------------------------------------------------------------

example "never paid" {
  on = "2026-06-01", rows = { pupil = { pupil {} }, placement = { placement {} }, payment = {} },
  expect = { months_due = 2, months_paid = 0, claimed = "unmet", placement_query = "never paid", not_paid = 1000,
             never_paid = 1, gaps = 0, owed = 1000,
             placement_says = "0 of 2 months were paid: £1,000.00 is agreed and not paid." } }
example "a month that was not paid" {
  on = "2026-06-01", rows = one({}, {}, {}),
  expect = { months_due = 2, months_paid = 1, claimed = "unmet", placement_query = "months not paid", not_paid = 500,
             gaps = 1, never_paid = 0, owed = 500,
             placement_says = "1 of 2 months were paid: £500.00 is agreed and not paid." } }
example "another amount is a payment for the month" {
  on = "2026-06-01", rows = paid { amount = 450 }, expect = { months_paid = 2, claimed = "met" } }
example "a payment to another school is none" {
  on = "2026-06-01", rows = paid { school = "T" }, expect = { months_paid = 1, placement_query = "months not paid" } }
example "the month is due on its last day" {
  on = "2026-05-31", rows = rows({}, {}, {}), expect = { months_due = 2, months_paid = 2 } }
example "and not on the day before, though it was paid" {
  on = "2026-05-30", rows = rows({}, {}, {}), expect = { months_due = 1, months_paid = 1, placement_query = "none" } }
example "a month of the financial year before" {
  on = "2026-05-10", rows = paid { month = "2026-03-31" },
  expect = { months_due = 1, months_paid = 1, queries = 0 } }
example "a month of this financial year, from its first day" {
  on = "2026-05-10", rows = alone { month = "2026-04-01" }, expect = { months_paid = 1 } }
example "from its second day" {
  on = "2026-05-10", rows = alone { month = "2026-04-02" }, expect = { months_paid = 1 } }
example "no month of the year is over" {
  on = "2026-04-29", rows = paid {}, expect = { months_due = 0, placement_query = "none" } }
example "a placement that began on the last day of April" {
  on = "2026-06-01", rows = rows({}, { starts = "2026-04-30" }, {}), expect = { months_due = 2 } }
example "a placement that began on 1 May" {
  on = "2026-06-01", rows = one({}, { starts = "2026-05-01" }, {}), expect = { months_due = 1, claimed = "met" } }
example "a placement that ended on the last day of April" {
  on = "2026-06-01", rows = one({}, { ends = "2026-04-30" }, { month = "2026-04-01" }), expect = { months_due = 1 } }
example "a placement that ended on the day before" {
  on = "2026-06-01", rows = { pupil = { pupil {} }, placement = { placement { ends = "2026-04-29" } }, payment = {} },
  expect = { months_due = 0, placement_query = "none", never_paid = 0 } }
example "a placement that ended years ago" {
  on = "2026-06-01", rows = { pupil = { pupil {} }, placement = { placement { ends = "2025-10-01" } }, payment = {} },
  expect = { months_due = 0 } }
example "a placement that is still to end" {
  on = "2026-06-01", rows = rows({}, { ends = "2026-08-31" }, {}), expect = { months_due = 2 } }
example "no amount is agreed and nothing was paid" {
  on = "2026-06-01", rows = { pupil = { pupil {} }, placement = { placement { monthly = missing } }, payment = {} },
  expect = { placement_query = "never paid", not_paid = missing, owed = 0, never_paid = 1 } }

-- In October the census is taken, on the first.
local function autumn(of_pupil, of_placement)
  return { pupil = { pupil(of_pupil) }, placement = { placement(of_placement) }, payment = {} }
end
example "the census has the pupil at another school" {
  on = "2026-10-02", rows = autumn({ school = "T" }, { starts = "2026-10-01" }),
  expect = { same_school = "unmet", placement_query = "another school in the census", moved = 1, not_paid = 0,
             placement_says = "The placement is at S; the census of 1 October 2026 has the pupil at T." } }
example "the census was taken before it began" {
  on = "2026-10-02", rows = autumn({ school = "T" }, { starts = "2026-10-02" }),
  expect = { same_school = "met", placement_query = "none", moved = 0 } }
example "the census was taken after it ended" {
  on = "2026-10-02", rows = autumn({ school = "T" }, { starts = "2026-09-30", ends = "2026-09-30" }),
  expect = { same_school = "met" } }
example "it ended on the day of the census" {
  on = "2026-10-02", rows = autumn({ school = "T" }, { starts = "2026-10-01", ends = "2026-10-01" }),
  expect = { same_school = "unmet" } }
example "it ended after the census" {
  on = "2026-10-10", rows = autumn({ school = "T" }, { starts = "2026-09-30", ends = "2026-10-02" }),
  expect = { same_school = "unmet" } }
example "one that moved, and one of which it cannot be told" {
  on = "2026-10-02",
  rows = { pupil = { pupil { school = "T" }, pupil { upn = "V", school = missing } }, payment = {},
           placement = { placement { starts = "2026-10-01" },
                         placement { placement_id = "B", upn = "V", starts = "2026-10-01" } } },
  expect = { moved = 1, placements_unsure = 1 } }
example "the day of the census is known from April" {
  on = "2026-04-01", rows = autumn({ school = "T" }, { starts = "2026-03-01", ends = "2026-04-01" }),
  expect = { same_school = "met", payable = "met" } }
example "the census does not tell the school" {
  on = "2026-10-02", rows = autumn({ school = missing }, { starts = "2026-10-01" }),
  expect = { same_school = "cannot tell", placement_query = missing, placements_unsure = 1 } }

-- Many payments: of each kind two or more, and one that cannot be judged.
local months_of_two = { "2026-04-01", "2026-05-01" }
local function both(payments, changes)
  for _, month in ipairs(months_of_two) do
    local number = #payments + 1
    payments[number] = payment(with({ payment_id = "P" .. number, month = month }, changes))
  end
end
local function many()
  local payments = {}
  both(payments, {})
  for _, changes in ipairs { {}, { school = "T" }, { placement = "" }, { placement = "B" }, { placement = "C" },
                             { placement = "E" }, { placement = "F" }, { placement = "G", amount = 502 } } do
    both(payments, changes)
  end
  payments[#payments + 1] = payment { payment_id = "X", placement = "D" }
  return payments
end
example "two of each" {
  on = "2026-06-01",
  rows = {
    pupil = { pupil {}, pupil { upn = "V", home = "THEIRS" }, pupil { upn = "W", home = missing },
              pupil { upn = "X" }, pupil { upn = "Y" }, pupil { upn = "Z" } },
    placement = { placement {}, placement { placement_id = "B", upn = "NOBODY" },
                  placement { placement_id = "C", upn = "V" }, placement { placement_id = "D", upn = "W" },
                  placement { placement_id = "E", upn = "X", starts = "2026-06-01" },
                  placement { placement_id = "F", upn = "Y", ends = "2026-03-31" },
                  placement { placement_id = "G", upn = "Z" } },
    payment = many() },
  expect = { payments = 9504, queries = 16, unsure = 1, over_paid = 7004, under_paid = 0, no_placement = 2,
             no_pupil = 2, not_ours = 2, too_early = 2, leavers = 2, elsewhere = 2, twice = 2, amounts = 2,
             amounts_sum = 4, twice_sum = 1000, leavers_sum = 1000, too_early_sum = 1000, elsewhere_sum = 1000,
             not_ours_sum = 1000, no_pupil_sum = 1000, no_placement_sum = 1000, never_paid = 0, gaps = 0,
             placements_unsure = 1 } }

-- What holds of every payment ----------------------------------------------------------------------------------------

property "what is agreed and not paid is never below nought" { never_under(figure.not_paid, 0) }
