pack "weights" {
  title = "Scored criteria with weights and published words", version = "1", source = "illustration", approved = "draft",
}
local grades = { "none", "mild", "severe" }
records "case" {
  what = "a request", key = "case_id",
  input "case_id"  { type = "id", required = true },
  input "learning" { type = "choice", one_of = grades },
  input "social"   { type = "choice", one_of = grades },
  input "urgent"   { type = "yes/no" },
}
score "need" { label = "Points of need", source = "illustration", out_of = 24,
  { of = case.learning, points = { none = 0, mild = 1, severe = 4 }, weight = 3,
    descriptors = { none = "Works with the class.", mild = "Needs some help in lessons.",
      severe = "Cannot follow lessons without an adult." } },
  { of = case.social, points = { none = 0, mild = 1, severe = 4 }, weight = "1.5" },
  { when = case.urgent, points = 2, weight = 3 } }
example "weights" { given = { learning = "severe", social = "mild", urgent = "yes" }, expect = { need = "19.5" } }
example "one not known" { given = { learning = "severe", urgent = "no" }, expect = { need = missing } }
example "nothing" { given = { learning = "none", social = "none", urgent = "no" }, expect = { need = 0 } }
