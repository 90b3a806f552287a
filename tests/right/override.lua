pack "override" {
  title = "A panel with a chair", version = "1", source = "illustration", approved = "draft",
}
records "case" {
  what = "a request", key = "case_id",
  input "case_id"       { type = "id", required = true },
  input "evidence"      { type = "yes/no", label = "There is evidence of need" },
  input "chair_outcome" { type = "choice", one_of = { "agree", "decline" }, blank = "no override" },
  input "chair"         { type = "text", blank = "nobody" },
  input "chair_reason"  { type = "text", blank = "no reason" },
  input "chair_on"      { type = "date", blank = "no date" },
}
panel "assess" { label = "Whether to assess", source = "illustration", on_missing = "refer",
  override = { outcome = case.chair_outcome, by = case.chair, reason = case.chair_reason, on = case.chair_on },
  { outcome = "agree",   when = case.evidence, say = "There is evidence that an assessment may be needed." },
  { outcome = "decline", when = case.evidence:is("no"), say = "The evidence does not show that one may be needed." } }
figure "told" { label = "What is told", value = sentence "{assess}, and as decided {assess_decided}" }
figure "agreed" { label = "How many are agreed", value = count(case, { where = panel.assess.decided:is("agree") }) }
figure "other" { label = "How many are decided otherwise", value = count(case, { where = case.chair_outcome:given() }) }

example "as the rules have it" { given = { evidence = "yes", chair_outcome = "" },
  expect = { assess = "agree", assess_decided = "agree", agreed = 1, other = 0 } }
example "the chair decides otherwise" {
  given = { evidence = "no", chair_outcome = "agree", chair = "A. Chair", chair_reason = "A report came in on the day",
    chair_on = "2026-11-03" },
  expect = { assess = "decline", assess_decided = "agree", agreed = 1, other = 1, told = "decline, and as decided agree" } }
example "the chair decides what cannot be told" {
  given = { chair_outcome = "decline", chair = "A. Chair", chair_reason = "Withdrawn", chair_on = "2026-11-03" },
  expect = { assess = "refer", assess_decided = "decline" } }
example "nothing is known" { given = { chair_outcome = "" }, expect = { assess = "refer", assess_decided = "refer" } }
