pack "panels" {
  title = "A panel in three tiers", version = "1", source = "illustration", approved = "draft",
}

records "child" {
  what = "a child referred to the panel", key = "child_id",
  input "child_id"      { type = "id", private = true, required = true },
  input "sessions_lost" { type = "percent", min = 0, max = 100, label = "Sessions lost in the last two terms" },
  input "suspensions"   { type = "days", min = 0, max = 45, label = "Days suspended this year" },
  input "excluded"      { type = "yes/no", label = "Permanently excluded" },
  input "school_tried"  { type = "yes/no", label = "The school's own support has been tried and reviewed" },
  input "placed_on"     { type = "date", label = "Proposed start" },
}

param "much" { type = "percent", label = "Sessions lost that are many",
  { from = "2026-09-01", value = 50, source = "illustration" } }
param "long" { type = "days", label = "A long suspension", { from = "2026-09-01", value = 15, source = "illustration" } }

criterion "out_of_school" { label = "No school place to return to",
  test = child.excluded, source = "illustration",
  if_met = "Permanently excluded.", if_unmet = "Still on a school's roll." }
criterion "much_lost" { label = "Much schooling is being lost", source = "illustration",
  test = any { child.sessions_lost:at_least(param.much), child.suspensions:at_least(param.long) },
  if_met = "{sessions_lost} of sessions lost, {suspensions} suspended.",
  if_unmet = "{sessions_lost} of sessions lost, {suspensions} suspended: below both marks." }
criterion "tried" { label = "The school's own support has been tried", source = "illustration",
  test = child.school_tried,
  if_met = "The school's own support has been tried and reviewed.",
  if_unmet = "The school's own support has not been tried yet." }

-- Where one row holds, what the others cannot tell does not matter.
panel "tier" { label = "Which tier", source = "illustration", on_missing = "refer",
  { outcome = "tier 3", when = criterion.out_of_school,
    say = "A transitional place until a new school or setting is found." },
  { outcome = "tier 2", when = all { criterion.out_of_school:is("unmet"), criterion.much_lost, criterion.tried },
    say = "A time-limited place, still on the school's roll: {sessions_lost} of sessions are lost." },
  { outcome = "tier 1", when = all { criterion.out_of_school:is("unmet"), criterion.much_lost:is("unmet") },
    say = "Targeted support in the child's own school." },
  { outcome = "school first",
    when = all { criterion.out_of_school:is("unmet"), criterion.much_lost, criterion.tried:is("unmet") },
    say = "The school's own support comes first; outreach will help with it." } }

-- Without on_missing what cannot be told is missing, and what it says of that may be one of its outcomes.
panel "letter" { label = "Which letter goes out", source = "illustration",
  { outcome = "a place", when = panel.tier:one_of { "tier 2", "tier 3" }, say = "The {tier} letter." },
  { outcome = "no place", when = panel.tier:one_of { "tier 1", "school first", "refer" }, say = "The {tier} letter." } }
panel "urgent" { label = "Seen this week", source = "illustration", on_missing = "yes",
  { outcome = "yes", when = child.sessions_lost:over(param.much), say = "{sessions_lost} lost." },
  { outcome = "no", when = child.sessions_lost:at_most(param.much), say = "{sessions_lost} lost." } }
panel "soon" { label = "Seen this month", source = "illustration",
  { outcome = "yes", when = child.sessions_lost:over(param.much), say = "{sessions_lost} lost." },
  { outcome = "no", when = child.sessions_lost:at_most(param.much), say = "{sessions_lost} lost." } }

figure "weeks_in_place" { label = "Longest time in the place", type = "weeks",
  value = choose { { when = panel.tier:is("tier 2"), take = 12 }, { when = panel.tier:is("tier 3"), take = 26 },
    otherwise = weeks(0) } }
figure "back_by" { label = "Back in a school by", value = child.placed_on + figure.weeks_in_place }
figure "told" { label = "What is told", value = sentence "The panel: {tier}." }
figure "placed" { label = "How many have a place", value = count(child, { where = panel.letter:is("a place") }) }

local on = "2026-09-01"
example "excluded" { on = on, given = { excluded = "yes", sessions_lost = 10 },
  expect = { tier = "tier 3", letter = "a place", told = "The panel: tier 3.", placed = 1 } }
example "much is lost, and support was tried" { on = on,
  given = { excluded = "no", sessions_lost = 50, school_tried = "yes", placed_on = "2026-09-01" },
  expect = { tier = "tier 2", weeks_in_place = 12, back_by = "2026-11-24", urgent = "no" } }
example "much is lost, and support was not tried" { on = on,
  given = { excluded = "no", suspensions = 15, school_tried = "no" }, expect = { tier = "school first", letter = "no place" } }
example "little is lost" { on = on, given = { excluded = "no", sessions_lost = 10, suspensions = 0 },
  expect = { tier = "tier 1", urgent = "no", soon = "no" } }
example "suspensions are not known" { on = on, given = { excluded = "no", sessions_lost = 10, school_tried = "yes" },
  expect = { tier = "refer", weeks_in_place = 0 } }
example "nothing is known" { on = on, given = { excluded = missing },
  expect = { tier = "refer", letter = "no place", urgent = "yes", soon = missing } }
