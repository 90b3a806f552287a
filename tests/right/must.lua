-- What a row must be to be let in.
pack "form" {
  title = "An application for support", version = "1", source = "illustration", approved = "draft",
}
records "form" {
  what = "an application", key = "form_id",
  input "form_id" { type = "id", required = true },
  input "starts"  { type = "date", required = true },
  input "ends"    { type = "date", required = true, column = "Last day" },
  input "setting" { type = "choice", one_of = { "school", "nursery", "college" } },
  input "age"     { type = "years", min = 0, max = 25 },
  input "hours"   { type = "hours", min = 0, max = 40 },
  input "agreed"  { type = "yes/no" },
  input "reason"  { type = "text", blank = "no reason given" },
  input "name"    { type = "text", private = true, blank = "no name given" },
}
param "most_hours" { type = "hours", label = "Most hours a week", { from = "2026-09-01", value = 25, source = "illustration" } }
param "five" { type = "years", label = "School age", { from = "2026-09-01", value = 5, source = "illustration" } }

must "ends_after_start" { at = form.ends, source = "illustration",
  test = form.ends:after(form.starts),
  say = "The support ends on {ends}, which is not after {starts}, when it starts.",
  asks = "write the last day of the support" }
must "hours_of_a_nursery" { at = form.hours, source = "illustration",
  when = all { form.setting:is("nursery"), form.age:under(param.five) },
  test = form.hours:at_most(param.most_hours),
  say = "{hours} are asked for, more than the {most_hours} of a nursery." }
must "reason_given" { at = form.reason, source = "illustration",
  when = form.agreed:is("no"), needs = { form.reason, form.name },
  say = "Where parents have not agreed, the form says why and who was asked." }

figure "length" { label = "Days of support", value = form.ends - form.starts }
figure "all_days" { label = "All days", value = sum(figure.length) }

example "a day later" { on = "2026-09-01",
  given = { starts = "2026-09-01", ends = "2026-09-02" },
  expect = { ends_after_start = "met", length = 1 } }
example "the same day is refused" { on = "2026-09-01",
  given = { starts = "2026-09-01", ends = "2026-09-01" },
  expect = { ends_after_start = "unmet" } }
example "hours" { on = "2026-09-01",
  given = { starts = "2026-09-01", ends = "2026-09-01", setting = "nursery", age = 4, hours = 26 },
  expect = { hours_of_a_nursery = "unmet", ends_after_start = "unmet" } }
example "hours of a school" { on = "2026-09-01",
  given = { starts = "2026-09-01", ends = "2026-09-02", setting = "nursery", age = 5, hours = 26 },
  expect = { hours_of_a_nursery = "met" } }
example "no reason" { on = "2026-09-01",
  given = { starts = "2026-09-01", ends = "2026-09-02", agreed = "no" , reason = "", name = "A"},
  expect = { reason_given = "unmet" } }
example "not known whether agreed" { on = "2026-09-01",
  given = { starts = "2026-09-01", ends = "2026-09-02" , reason = ""},
  expect = { reason_given = "cannot tell", length = 1 } }
