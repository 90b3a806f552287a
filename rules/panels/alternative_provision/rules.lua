-- The panel for alternative provision: which of three tiers a child needs, for how long, and when the child is back in a
-- school. A place in alternative provision is an intervention with an end, not a destination.

pack "alternative_provision" {
  title    = "Alternative provision panel: three tiers",
  version  = "2026.1",
  language = 1,
  owner    = "Inclusion",
  source   = "SEND and Alternative Provision Improvement Plan, March 2023, chapter 4: a three-tier system",
  approved = "draft",
}

-- A referral ---------------------------------------------------------------------------------------------------------

records "child" {
  what = "a child referred to the panel",
  key  = "child_id",
  input "child_id"     { column = "Child ID", type = "id", private = true, required = true },
  input "referred_on"  { column = "Referred On", type = "date", required = true },
  input "excluded"     { column = "Permanently Excluded", type = "yes/no", label = "Permanently excluded" },
  input "lost"         { column = "Sessions Lost %", type = "percent", min = 0, max = 100,
                         label = "Sessions lost in the last two terms" },
  input "suspended"    { column = "Days Suspended", type = "days", min = 0, max = 45,
                         label = "Days suspended this school year" },
  input "tried"        { column = "Support Tried", type = "yes/no",
                         label = "The school's own support has been tried and reviewed" },
  input "starts"       { column = "Proposed Start", type = "date", blank = "no start proposed" },
  input "weeks_asked"  { column = "Weeks Asked", type = "weeks", min = 1, max = 39,
                         blank = "as long as the tier allows", label = "School weeks that the school asks for" },
  input "new_place"    { column = "New School From", type = "date", blank = "no school named yet",
                         label = "First day in the new school" },
}

must "start_after_referral" { at = child.starts, source = "illustration",
  test = child.starts:on_or_after(child.referred_on),
  say  = "The proposed start, {starts}, is before the referral of {referred_on}.",
  asks = "write the day on which the place would begin" }
must "new_place_after_start" { at = child.new_place, source = "illustration",
  test = child.new_place:after(child.starts),
  say  = "The new school is to begin on {new_place}, which is not after the place begins, on {starts}.",
  asks = "write the first day in the new school, or leave it empty" }

-- What counts as much, and how long a place may last -----------------------------------------------------------------

param "many_sessions" { type = "percent", label = "Sessions lost that are many",
  { from = "2024-09-01", value = 50, source = "illustration: half, where the Department calls absence severe",
    review_by = "2027-07-31" } }
param "many_days" { type = "days", label = "Days suspended that are many",
  { from = "2024-09-01", value = 15, source = "illustration: a governing body meets above 15 days in a term",
    review_by = "2027-07-31" } }
param "tier_2_weeks" { type = "weeks", label = "Longest time-limited place",
  { from = "2024-09-01", value = 12, source = "illustration: about a term", review_by = "2027-07-31" } }
param "tier_3_weeks" { type = "weeks", label = "Longest transitional place",
  { from = "2024-09-01", value = 26, source = "illustration: two terms", review_by = "2027-07-31" } }
param "look_after" { type = "weeks", label = "School weeks to the first review of a place",
  { from = "2024-09-01", value = 6, source = "illustration: each half term", review_by = "2027-07-31" } }
param "places" { type = "count", label = "Places in alternative provision",
  { from = "2024-09-01", value = 24, source = "illustration", review_by = "2027-07-31" } }

calendar "school" { source = "illustration: term dates; gov.uk: bank holidays of England and Wales",
  weekend = { "Saturday", "Sunday" }, closed = "bank_holidays.csv", terms = "terms.csv" }

-- What the panel asks ------------------------------------------------------------------------------------------------

criterion "on_a_roll" { label = "On the roll of a school", source = "illustration",
  test     = child.excluded:is("no"),
  if_met   = "The child is on a school's roll.",
  if_unmet = "The child was permanently excluded, and has no school to go back to." }
criterion "much_lost" { label = "Much schooling is being lost", source = "illustration",
  test     = any { child.lost:at_least(param.many_sessions), child.suspended:at_least(param.many_days) },
  if_met   = "{lost} of sessions lost and {suspended} of suspension: {many_sessions} or {many_days} is much.",
  if_unmet = "{lost} of sessions lost and {suspended} of suspension: less than {many_sessions} and {many_days}.",
  asks     = "Attendance of the last two terms, and the suspensions of this year." }
criterion "own_support" { label = "The school's own support has been tried", source = "illustration",
  test     = child.tried,
  if_met   = "The school's own support has been tried and reviewed.",
  if_unmet = "The school's own support has not been tried and reviewed yet.",
  asks     = "The school's last two reviews of its support." }

panel "tier" { label = "Which tier", on_missing = "more to be known",
  source = "SEND and Alternative Provision Improvement Plan, March 2023, chapter 4; the tests are illustrations",
  { outcome = "tier 3", when = criterion.on_a_roll:is("unmet"),
    say = "A transitional place of up to {tier_3_weeks}, until the child begins at a new school." },
  { outcome = "tier 2", when = all { criterion.on_a_roll, criterion.much_lost, criterion.own_support },
    say = "A time-limited place of up to {tier_2_weeks}. The child stays on the school's roll and goes back to it." },
  { outcome = "tier 1", when = all { criterion.on_a_roll, criterion.much_lost:is("unmet") },
    say = "Targeted support in the child's own school, with advice from specialists." },
  { outcome = "school first",
    when = all { criterion.on_a_roll, criterion.much_lost, criterion.own_support:is("unmet") },
    say = "The school's own support comes first; specialists will help to plan it. Refer again when it has been reviewed." } }

-- How long, and the way back -----------------------------------------------------------------------------------------

local placed = any { panel.tier:is("tier 2"), panel.tier:is("tier 3") }

local function up_to(most)
  return choose { { when = child.weeks_asked:given(), take = lower_of { child.weeks_asked, most } }, otherwise = most }
end

figure "weeks_given" { label = "School weeks in the place", type = "weeks", value = choose {
  { when = panel.tier:is("tier 2"), take = up_to(param.tier_2_weeks) },
  { when = panel.tier:is("tier 3"), take = up_to(param.tier_3_weeks) },
  otherwise = missing } }
figure "review_on" { label = "Review in the week that ends on",
  value = calendar.school:school_week_end(child.starts, lower_of { figure.weeks_given, param.look_after }) }
figure "place_ends" { label = "The place ends at the latest on",
  value = calendar.school:school_week_end(child.starts, figure.weeks_given) }

-- A child goes to the new school when that begins; otherwise the place ends first, and the child is back the next school day.
figure "back_on" { label = "Back in a school from", value = choose {
  { when = child.new_place:given(), take = earliest { child.new_place, calendar.school:school_day(figure.place_ends, 1) } },
  otherwise = calendar.school:school_day(figure.place_ends, 1) } }
figure "gap" { label = "The new school begins after the place ends", type = "yes/no",
  value = all { placed, child.new_place:given(), child.new_place:after(calendar.school:school_day(figure.place_ends, 1)) } }

-- For the panel ------------------------------------------------------------------------------------------------------

heading "Places"
figure "places_there" { label = "Places in alternative provision", value = param.places }
figure "places_needed" { label = "- needed for these referrals", value = count(child, { where = placed }) }
figure "places_left" { label = "- left over, or short where below nought", value = figure.places_there - figure.places_needed }
figure "with_a_gap" { label = "Children whose new school begins later than the place ends",
  value = count(child, { where = figure.gap, missing = "left out" }) }
