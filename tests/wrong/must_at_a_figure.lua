-- expect: HN213 10:6 no input of the rows
pack "p" { title = "P", version = "1", source = "illustration" }
records "form" { what = "a form", key = "form_id",
  input "form_id" { type = "id", required = true },
  input "hours" { type = "hours", min = 0, max = 99, label = "Hours" },
  input "born" { type = "date", private = true, label = "Born" } }
param "most" { type = "hours", label = "Most", { from = "2026-04-01", value = 30, source = "illustration" } }
figure "more" { label = "More", value = form.hours + 1 }
figure "all" { label = "All", value = form.born:known() }
must "x" { source = "illustration", test = form.hours:at_most(param.most), say = "{more}.", at = figure.more }
