-- expect: HN112 9:7 panel `tier` has no rows
pack "p" { title = "P", version = "1", source = "illustration" }
records "child" { what = "a child", key = "child_id",
  input "child_id" { type = "id", required = true },
  input "lost" { type = "percent", min = 0, max = 100, label = "Lost" },
  input "out" { type = "yes/no", label = "Out of school" } }
param "much" { type = "percent", label = "Much", { from = "2026-04-01", value = 50, source = "illustration" } }
param "most" { type = "percent", label = "Most", { from = "2026-04-01", value = 80, source = "illustration" } }
panel "tier" { label = "Tier", source = "illustration" }
figure "f" { label = "F", value = child.lost:over(param.much) }
figure "g" { label = "G", value = child.lost:over(param.most) }
figure "h" { label = "H", value = child.out }
