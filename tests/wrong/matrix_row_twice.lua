-- expect: HN113 11:- `m` has two rows for the same key
-- expect: HN113 11:- `m` has two rows for the same key
pack "p" { title = "P", version = "1", source = "illustration" }
records "child" { what = "a child", key = "child_id",
  input "child_id" { type = "id", required = true },
  input "need" { type = "choice", one_of = { "low", "high" }, label = "Need" },
  input "age" { type = "choice", one_of = { "young", "old" }, label = "Age" },
  input "cost" { type = "GBP", min = 0, max = 100, label = "Cost" } }
figure "g" { label = "G", value = all { child.need:is("low"), child.age:is("old"), child.cost:over(0) } }
matrix "m" { label = "M", source = "illustration", down = child.need, across = child.age,
  { "", "young", "old" }, { "low", "agree", "agree" }, { "low", "refer", "refuse" } }
