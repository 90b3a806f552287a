-- expect: HN112 9:- row 1 of score `s` describes choices
pack "p" { title = "P", version = "1", source = "illustration" }
records "child" { what = "a child", key = "child_id",
  input "child_id" { type = "id", required = true },
  input "out" { type = "yes/no", label = "Out" },
  input "need" { type = "choice", one_of = { "low", "high" }, label = "Need" } }
figure "g" { label = "G", value = all { child.out, child.need:is("low") } }
score "s" { label = "S", source = "illustration",
  { when = child.out, points = 1, descriptors = { low = "Low." } } }
