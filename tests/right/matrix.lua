pack "matrix" {
  title = "Where a child goes", version = "1", source = "illustration", approved = "draft",
}

records "child" {
  what = "a child without a school place", key = "child_id",
  input "child_id"   { type = "id", private = true, required = true },
  input "time_out"   { type = "weeks", min = 0, max = 100, label = "School weeks out of education" },
  input "complexity" { type = "choice", one_of = { "low", "some", "high" } },
  input "phase"      { type = "choice", one_of = { "primary", "secondary" } },
}

bands "time" { of = child.time_out, label = "Time out of education", source = "illustration",
  below = { name = "short" }, { at_least = 4, name = "medium" }, { at_least = 13, name = "long" } }

matrix "placement" { label = "Placement", down = child.complexity, across = bands.time, source = "illustration",
  { "",     "short",        "medium",       "long" },
  { "low",  "local school", "local school", "local school" },
  { "some", "local school", "with support", "with support" },
  { "high", "with support", "panel",        "panel" } }

-- Columns may stand in any order; a list of choices down takes so many cells of each row.
matrix "route" { label = "Route", down = { child.phase, child.complexity }, across = bands.time, source = "illustration",
  on_missing = "refer", from = "routes.csv",
  say = { ["school"] = "A school is named at once.", ["meeting"] = "The panel meets.",
    ["refer"] = "It goes back: {phase} and {complexity}." } }

panel "urgent" { label = "Urgent", source = "illustration",
  { outcome = "yes", when = matrix.placement:is("panel"), say = "Seen this week, on the way to {placement}." },
  { outcome = "no", when = matrix.placement:is_not("panel"), say = "Seen in its turn." } }
figure "count_of_panel" { label = "How many go to the panel", value = count(child, { where = matrix.placement:is("panel") }) }

example "high and long" { given = { time_out = 20, complexity = "high" },
  expect = { placement = "panel", urgent = "yes", route = "meeting", count_of_panel = 1 } }
example "low, whatever the time" { given = { complexity = "low" }, expect = { placement = "local school", urgent = "no" } }
example "some, time not known" { given = { complexity = "some" }, expect = { placement = missing, route = "refer" } }
example "short, complexity not known" { given = { time_out = 1 }, expect = { placement = missing } }
example "nothing known" { given = { time_out = missing }, expect = { placement = missing, route = "refer", urgent = missing } }
example "both down" { given = { phase = "secondary", complexity = "some", time_out = 4 }, expect = { route = "meeting" } }
example "a primary child" { given = { phase = "primary", complexity = "some", time_out = 4 }, expect = { route = "school" } }
example "a primary child, some, time not known" { given = { phase = "primary", complexity = "some" },
  expect = { route = "school" } }
