-- expect: HN217 9:- `born` is private
pack "p" { title = "P", version = "1", source = "illustration" }
records "form" { what = "a form", key = "form_id",
  input "form_id" { type = "id", required = true },
  input "hours" { type = "hours", min = 0, max = 99, label = "Hours" },
  input "born" { type = "date", private = true, label = "Born" } }
param "most" { type = "hours", label = "Most", { from = "2026-04-01", value = 30, source = "illustration" } }
figure "days" { value = decision_date - form.born }
must "x" { source = "illustration", test = form.hours:at_most(param.most),
  say = "Too many hours for a child of {days}." }
