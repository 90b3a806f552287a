-- expect: HN204 12:14 `refuse` is no outcome of `p1`
pack "p" { title = "P", version = "1", source = "illustration" }
records "c" { what = "a case", key = "id",
  input "id" { type = "id", required = true },
  input "ok" { type = "yes/no", label = "Ok" },
  input "who" { type = "text", blank = "nobody" }, input "why" { type = "text", blank = "none" },
  input "day" { type = "date", blank = "none" },
  input "said" { type = "choice", one_of = { "agree", "refuse" }, blank = "none" },
  input "bare" { type = "choice", one_of = { "agree", "decline" } } }
figure "g" { label = "G", value = all { c.who:known(), c.why:known(), c.day:known(), c.said:known(), c.bare:known() } }
panel "p1" { label = "P", source = "illustration",
  override = { outcome = c.said, by = c.who, reason = c.why, on = c.day },
  { outcome = "agree", when = c.ok, say = "A." }, { outcome = "decline", when = c.ok:is("no"), say = "D." } }
