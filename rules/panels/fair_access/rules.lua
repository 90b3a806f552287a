-- The fair access panel: a child without a school place is placed by how complex the needs are and how long the child has
-- been out of school; and schools take such children in turn, so that none is asked twice before its neighbours once.
--
-- The matrix itself is placement.csv, which a spreadsheet opens: a row for each grade of need, a column for each length of
-- time. Every cell has an outcome, or the pack does not load.

pack "fair_access" {
  title    = "Fair access panel: who is placed where",
  version  = "2026.1",
  language = 1,
  owner    = "Admissions",
  source   = "School Admissions Code 2021, part 3 (fair access protocols); the matrix is an illustration",
  approved = "draft",
}

-- Children, and the schools that take turns --------------------------------------------------------------------------

records "child" {
  what = "a child without a school place",
  key  = "child_id",
  input "child_id"    { column = "Child ID", type = "id", private = true, required = true },
  input "referred_on" { column = "Referred On", type = "date", required = true },
  input "area"        { column = "Area", type = "choice", one_of = { "east", "north", "west" }, required = true,
                        label = "Area" },
  input "last_day"    { column = "Last Day In School", type = "date", label = "Last day in a school" },
  input "complexity"  { column = "Complexity", type = "choice", one_of = { "low", "some", "high" },
                        label = "How complex the needs are" },
  input "on_a_roll"   { column = "On A Roll", type = "yes/no", label = "On the roll of a school" },
}

records "school" {
  what = "a school of the protocol",
  key  = "school_id",
  input "school_id"   { column = "School", type = "id", required = true },
  input "school_area" { column = "Area", type = "choice", one_of = { "east", "north", "west" }, required = true,
                        label = "Area of the school" },
  input "roll"        { column = "Pupils On Roll", type = "pupils", min = 1, max = 4000, required = true,
                        label = "Pupils on roll" },
  input "taken"       { column = "Taken This Year", type = "pupils", min = 0, max = 200, required = true,
                        label = "Children taken under the protocol this school year" },
}

must "out_of_school" { at = child.on_a_roll, source = "School Admissions Code 2021, part 3",
  test = child.on_a_roll:is("no"),
  say  = "The protocol is for children without a school place, and this child is on a school's roll.",
  asks = "take the child out, or write no once the place has ended" }
must "left_before_referral" { at = child.last_day, source = "illustration",
  test = child.last_day:before(child.referred_on),
  say  = "The last day in school, {last_day}, is not before the referral of {referred_on}.",
  asks = "write the last day on which the child had a place" }

-- How long is long ---------------------------------------------------------------------------------------------------

param "place_in" { type = "days", label = "School days from the referral to a place",
  { from = "2024-09-01", value = 20, source = "School Admissions Code 2021, part 3: check it against the Code",
    review_by = "2027-07-31" } }

calendar "terms" { source = "illustration: term dates; gov.uk: bank holidays of England and Wales",
  weekend = { "Saturday", "Sunday" }, closed = "bank_holidays.csv", terms = "terms.csv" }

-- Weeks in which a school day was missed: the days after the last one up to the referral.
figure "weeks_out" { label = "School weeks out of school", type = "weeks",
  value = calendar.terms:school_weeks(child.last_day + days(1), child.referred_on) }

bands "time_out" { of = figure.weeks_out, label = "Time out of school", source = "illustration",
  below = { name = "short" },
  { at_least = 4,  name = "medium" },
  { at_least = 13, name = "long" } }

-- Where --------------------------------------------------------------------------------------------------------------

matrix "placement" { label = "Placement", down = child.complexity, across = bands.time_out, from = "placement.csv",
  on_missing = "panel meets", source = "illustration",
  say = {
    ["local school"] = "A place at the school of the {area} whose turn it is, without a meeting of the panel.",
    ["with support"] = "A place at the school of the {area} whose turn it is, with a plan of support agreed before the first day.",
    ["panel meets"]  = "The panel meets about it, with the family and whoever knows the child, and names a school or a setting.",
  } }

figure "place_by" { label = "A place by", value = calendar.terms:school_day(child.referred_on, param.place_in) }

-- Whose turn it is: the school that has taken fewest for its size. Two that are level share the turn, and the panel chooses.
figure "share" { label = "Taken, for each thousand on roll", type = "ratio", value = school.taken / school.roll * 1000,
  rounding = { to = "0.1", mode = "half away from zero" } }
figure "turn" { label = "Turn in its area", value = rank(figure.share, { by = { school.school_area }, first = "lowest" }) }

-- For the panel ------------------------------------------------------------------------------------------------------

heading "For the panel's agenda"
figure "for_the_panel" { label = "Cases that the panel meets about",
  value = count(child, { where = matrix.placement:is("panel meets") }) }
figure "at_once" { label = "Placed without a meeting", value = count(child, { where = matrix.placement:is_not("panel meets") }) }
figure "longest" { label = "The longest out of school", value = maximum(figure.weeks_out, { missing = "left out" }) }
figure "late" { label = "The day for a place has gone by",
  value = count(child, { where = figure.place_by:before(decision_date) }) }
