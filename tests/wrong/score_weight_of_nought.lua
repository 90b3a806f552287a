-- expect: HN214 9:3 the weight of a row of `s` is above 0
pack "p" { title = "P", version = "1", source = "illustration" }
records "child" { what = "a child", key = "child_id",
  input "child_id" { type = "id", required = true },
  input "out" { type = "yes/no", label = "Out" },
  input "need" { type = "choice", one_of = { "low", "high" }, label = "Need" } }
figure "g" { label = "G", value = all { child.out, child.need:is("low") } }
score "s" { label = "S", source = "illustration",
  { of = child.need, points = { low = 0, high = 1 }, weight = 0 } }
