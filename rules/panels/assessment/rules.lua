-- The panel that advises whether to secure an EHC needs assessment ("yes to assess"): what the evidence comes to by
-- published descriptors, what the members decided, and where the two part, which is where consistency is lost.
--
-- The law asks two things: whether the child has or may have special educational needs, and whether an EHC plan may be
-- necessary. Grades and marks are only a help to see that alike cases are treated alike: nobody has to bring evidence to
-- be allowed to ask, and the authority decides each case on its own facts.

pack "assessment" {
  title    = "Whether to assess: the panel for EHC needs assessments",
  version  = "2026.1",
  language = 1,
  owner    = "SEND Assessment and Review",
  source   = "Children and Families Act 2014, section 36(8); SEND Code of Practice, 9.14; the marks are illustrations",
  approved = "draft",
}

-- Requests, and votes ------------------------------------------------------------------------------------------------

local grades = { "none", "some", "clear" }

records "request" {
  what = "a request for an EHC needs assessment",
  key  = "request_id",
  input "request_id"    { type = "id", private = true, required = true },
  input "received"      { type = "date", required = true, label = "Day the request came" },
  input "may_have_sen"  { type = "yes/no", label = "The child has or may have special educational needs" },
  input "attainment"    { type = "choice", one_of = grades, label = "Attainment and rate of progress" },
  input "needs"         { type = "choice", one_of = grades, label = "Nature, extent and context of the needs" },
  input "action"        { type = "choice", one_of = grades, label = "Action already taken by the school or setting" },
  input "intervention"  { type = "choice", one_of = grades, label = "Progress only with much additional intervention" },
  input "wider"         { type = "choice", one_of = grades, label = "Physical, emotional, social and health needs" },
  input "chair_outcome" { type = "choice", one_of = { "assess", "do not assess" }, blank = "no override" },
  input "chair"         { type = "text", blank = "nobody" },
  input "chair_reason"  { type = "text", blank = "no reason" },
  input "chair_on"      { type = "date", blank = "no date" },
}

records "vote" {
  what = "what one member of the panel said about one request",
  key  = "vote_id",
  input "vote_id"  { type = "id", required = true },
  input "of"       { type = "id", private = true, required = true },
  input "interest" { type = "yes/no", required = true, label = "The member has an interest in the case" },
  input "in_chair" { type = "yes/no", required = true, label = "The member is in the chair" },
  input "cast"     { type = "choice", one_of = { "assess", "do not assess" }, blank = "no vote", label = "Vote" },
  link "request"   { to = "request", by = "of", required = true },
}

must "no_vote_with_an_interest" { at = vote.cast, source = "illustration: terms of reference of the panel",
  when = vote.interest,
  test = none { vote.cast:given() },
  say  = "A member with an interest in the case has a vote recorded.",
  asks = "take the vote out, or correct the interest" }

-- The evidence -------------------------------------------------------------------------------------------------------

local code = "SEND Code of Practice, 9.14; the words for each grade are an illustration"

param "mark" { type = "points", label = "Points from which a plan may be necessary",
  { from = "2024-09-01", value = 5, source = "illustration: half of what can be had", review_by = "2027-07-31" } }
param "quorum" { type = "count", label = "Members for a decision",
  { from = "2024-09-01", value = 3, source = "illustration", review_by = "2027-07-31" } }
param "decide_in" { type = "weeks", label = "Time to decide whether to assess",
  { from = "2014-09-01", value = 6, source = "SEND Regulations 2014, 5(1)" } }

local points = { none = 0, some = 1, clear = 2 }

score "evidence" { label = "Points of evidence", source = code, out_of = 10,
  { of = request.attainment, points = points, descriptors = {
      none = "Attainment and progress are as expected for the age.",
      some = "Progress is slower than that of peers who began alike.",
      clear = "Attainment falls further behind, or skills once had are lost." } },
  { of = request.needs, points = points, descriptors = {
      none = "The needs are not described.",
      some = "The needs are described by the school.",
      clear = "The needs are described by a professional, with how they show in school and at home." } },
  { of = request.action, points = points, descriptors = {
      none = "No cycle of assess, plan, do, review is shown.",
      some = "One cycle is shown.",
      clear = "Two cycles or more are shown, with what came of them." } },
  { of = request.intervention, points = points, descriptors = {
      none = "Progress comes with what is ordinarily available.",
      some = "Progress comes with more help than is ordinarily available.",
      clear = "There is progress only with much more, or none even so." } },
  { of = request.wider, points = points, descriptors = {
      none = "No other needs are shown.",
      some = "Other needs are shown, and are met.",
      clear = "Other needs are shown, and are not met." } } }

criterion "has_needs" { label = "The child has or may have special educational needs",
  source   = "Children and Families Act 2014, section 36(8)(a)",
  test     = request.may_have_sen,
  if_met   = "The child has or may have special educational needs.",
  if_unmet = "Nothing shows that the child may have special educational needs.",
  asks     = "What the school or a professional has seen that may be a special educational need." }
criterion "plan_may_be_needed" { label = "A plan may be necessary",
  source   = "Children and Families Act 2014, section 36(8)(b); the mark is an illustration",
  test     = score.evidence:at_least(param.mark),
  if_met   = "The evidence comes to {evidence}, which is {mark} or more.",
  if_unmet = "The evidence comes to {evidence}, less than {mark}.",
  asks     = "Whatever the request leaves open of the five things that the Code asks an authority to look at." }

panel "advice" { label = "What the evidence advises", on_missing = "more evidence", source = code,
  { outcome = "assess", when = all { criterion.has_needs, criterion.plan_may_be_needed },
    say = "There may be special educational needs for which a plan may be necessary: an assessment is advised." },
  { outcome = "do not assess", when = any { criterion.has_needs:is("unmet"), criterion.plan_may_be_needed:is("unmet") },
    say = "What was sent does not show that a plan may be necessary. You may send more, and you may appeal." } }

-- The members --------------------------------------------------------------------------------------------------------

-- A member with an interest has no vote (see above) and does not count to the quorum. At a tie the chair's vote decides.
local function votes(test) return count(vote, { for_each = vote.request, where = test }) end
local function said(cast) return all { vote.cast:given(), vote.cast:is(cast) } end

figure "present"   { label = "Members without an interest", value = votes(vote.interest:is("no")) }
figure "in_favour" { label = "Votes to assess", value = votes(said("assess")) }
figure "against"   { label = "Votes not to assess", value = votes(said("do not assess")) }
figure "chair_in_favour" { value = votes(all { vote.in_chair, said("assess") }) }
figure "chair_against"   { value = votes(all { vote.in_chair, said("do not assess") }) }

criterion "quorate" { label = "Enough members", source = "illustration",
  test   = figure.present:at_least(param.quorum),
  if_met = "{present} members without an interest.", if_unmet = "{present} members without an interest: {quorum} are asked for." }

figure "votes_are" { value = choose {
  { when = figure.in_favour:over(figure.against), take = "for" },
  { when = figure.in_favour:is(figure.against),   take = "level" },
  otherwise = "against" } }
figure "chair_is" { value = choose {
  { when = figure.chair_in_favour:over(0), take = "for" },
  { when = figure.chair_against:over(0),   take = "against" },
  otherwise = "silent" } }

panel "decision" { label = "What the panel decided", source = "illustration: terms of reference of the panel",
  override = { outcome = request.chair_outcome, by = request.chair, reason = request.chair_reason, on = request.chair_on },
  { outcome = "not quorate", when = criterion.quorate:is("unmet"),
    say = "Too few members without an interest: it comes to the next panel." },
  { outcome = "assess",
    when = all { criterion.quorate,
                 any { figure.votes_are:is("for"), all { figure.votes_are:is("level"), figure.chair_is:is("for") } } },
    say = "The panel advised the authority to assess." },
  { outcome = "do not assess",
    when = all { criterion.quorate,
                 any { figure.votes_are:is("against"), all { figure.votes_are:is("level"), figure.chair_is:is("against") } } },
    say = "The panel advised the authority not to assess. You may send more evidence, and you may appeal." },
  { outcome = "tied",
    when = all { criterion.quorate, figure.votes_are:is("level"), figure.chair_is:is("silent") },
    say = "The votes are level and the chair has not voted: it comes to the next panel." } }

figure "decide_by" { label = "The authority decides by", value = request.received + param.decide_in }

-- Whether the panel and the evidence say the same --------------------------------------------------------------------

local yes, no = panel.decision.decided:is("assess"), panel.decision.decided:is("do not assess")
local decided = any { yes, no }

figure "parts" { label = "Decided otherwise than the evidence advises", type = "yes/no", value = any {
  all { yes, panel.advice:is_not("assess") }, all { no, panel.advice:is_not("do not assess") } } }

local function share(of, whole)
  return choose { { when = whole:is(0), take = missing }, otherwise = of / whole }
end
local a_tenth = { to = "0.1", mode = "half away from zero" }

heading "The panel"
figure "requests_decided" { label = "Decided", value = count(request, { where = decided }) }
figure "yes_to_assess" { label = "- yes to assess", value = count(request, { where = yes }) }
figure "yes_rate" { label = "- yes to assess, of what was decided", type = "percent", rounding = a_tenth,
  value = share(figure.yes_to_assess, figure.requests_decided) }

heading "Consistency"
figure "parted" { label = "Decided otherwise than the evidence advises", value = count(request, { where = figure.parts }) }
figure "parted_rate" { label = "- of what was decided", type = "percent", rounding = a_tenth,
  value = share(figure.parted, figure.requests_decided) }
figure "yes_without" { label = "- yes, where the evidence advises no or asks for more",
  value = count(request, { where = all { figure.parts, yes } }) }
figure "no_with" { label = "- no, where the evidence advises yes or asks for more",
  value = count(request, { where = all { figure.parts, no } }) }
