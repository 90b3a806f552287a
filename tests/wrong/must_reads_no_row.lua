-- expect: HN126 9:6 it would refuse all or none
pack "p" { title = "P", version = "1", source = "illustration" }
records "form" { what = "a form", key = "form_id",
  input "form_id" { type = "id", required = true },
  input "hours" { type = "hours", min = 0, max = 99, label = "Hours" },
  input "born" { type = "date", private = true, label = "Born" } }
param "most" { type = "hours", label = "Most", { from = "2026-04-01", value = 30, source = "illustration" } }
figure "all" { label = "All", value = all { form.born:known(), form.hours:known() } }
must "x" { source = "illustration", test = param.most:over(0), say = "None." }
