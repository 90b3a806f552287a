pack "votes" {
  title = "A panel that votes", version = "1", source = "illustration", approved = "draft",
}
records "case" {
  what = "a request before the panel", key = "case_id",
  input "case_id" { type = "id", required = true },
}
records "vote" {
  what = "one member's vote on one case",
  input "case_id"  { type = "id", required = true },
  input "interest" { type = "yes/no", required = true, label = "The member has an interest in the case" },
  input "cast"     { type = "choice", one_of = { "agree", "decline", "abstain" }, required = true },
  input "chair"    { type = "yes/no", required = true, label = "The member is in the chair" },
  link "case"      { to = "case", by = "case_id", required = true },
}
param "quorum" { type = "count", label = "Members without an interest who must be there",
  { from = "2026-09-01", value = 3, source = "illustration" } }

-- A member with an interest neither votes nor counts towards the quorum.
local free = vote.interest:is("no")
local function votes(cast)
  return count(vote, { for_each = vote.case, where = all { free, vote.cast:is(cast) } })
end
figure "present"  { label = "Members who count", value = count(vote, { for_each = vote.case, where = free }) }
figure "in_favour" { label = "Votes to agree", value = votes("agree") }
figure "against"  { label = "Votes to decline", value = votes("decline") }
figure "casting"  { label = "The chair's vote to agree",
  value = count(vote, { for_each = vote.case, where = all { free, vote.chair, vote.cast:is("agree") } }) }

criterion "quorate" { label = "Enough members without an interest", source = "illustration",
  test = figure.present:at_least(param.quorum),
  if_met = "{present} members without an interest were there.",
  if_unmet = "{present} members without an interest were there, of {quorum} who must be." }
criterion "carried" { label = "More votes to agree than to decline", source = "illustration",
  test = figure.in_favour:over(figure.against),
  if_met = "{in_favour} voted to agree and {against} to decline.", if_unmet = "{in_favour} voted to agree and {against} to decline." }
criterion "tied" { label = "As many votes either way", source = "illustration",
  test = all { figure.in_favour:at_least(figure.against), figure.in_favour:at_most(figure.against) },
  if_met = "{in_favour} voted each way.", if_unmet = "There was no tie." }
criterion "chair_agrees" { label = "The chair's casting vote is to agree", source = "illustration",
  test = figure.casting:at_least(1), if_met = "The chair voted to agree.", if_unmet = "The chair did not vote to agree." }

panel "vote_of_panel" { label = "The panel's vote", source = "illustration",
  { outcome = "agree", say = "{in_favour} voted to agree and {against} to decline; at a tie the chair decides.",
    when = all { criterion.quorate, any { criterion.carried, all { criterion.tied, criterion.chair_agrees } } } },
  { outcome = "decline", say = "{in_favour} voted to agree and {against} to decline; at a tie the chair decides.",
    when = all { criterion.quorate, criterion.carried:is("unmet"),
      none { all { criterion.tied, criterion.chair_agrees } } } },
  { outcome = "not quorate", when = criterion.quorate:is("unmet"),
    say = "{present} members without an interest were there: the case comes back to the next panel." } }

local function member(cast, interest, chair)
  return { case_id = "1", cast = cast, interest = interest, chair = chair }
end
example "carried" { on = "2026-11-03", rows = { case = { { case_id = "1" } },
    vote = { member("agree", "no", "yes"), member("agree", "no", "no"), member("decline", "no", "no") } },
  expect = { vote_of_panel = "agree", present = 3 } }
example "a member with an interest does not count" { on = "2026-11-03", rows = { case = { { case_id = "1" } },
    vote = { member("agree", "no", "yes"), member("agree", "yes", "no"), member("decline", "no", "no") } },
  expect = { vote_of_panel = "not quorate", present = 2 } }
example "the chair decides at a tie" { on = "2026-11-03", rows = { case = { { case_id = "1" } },
    vote = { member("agree", "no", "yes"), member("abstain", "no", "no"), member("decline", "no", "no") } },
  expect = { vote_of_panel = "agree", tied = "met" } }
example "the chair may decide at a tie to decline" { on = "2026-11-03", rows = { case = { { case_id = "1" } },
    vote = { member("decline", "no", "yes"), member("abstain", "no", "no"), member("agree", "no", "no") } },
  expect = { vote_of_panel = "decline", tied = "met" } }
example "lost" { on = "2026-11-03", rows = { case = { { case_id = "1" } },
    vote = { member("agree", "no", "yes"), member("decline", "no", "no"), member("decline", "no", "no") } },
  expect = { vote_of_panel = "decline", tied = "unmet" } }
