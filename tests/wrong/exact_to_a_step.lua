-- expect: HN119 4:43 `exact` takes a figure and nothing more
-- expect: HN119 5:- `printed` takes a figure in quotes
pack "p" { title = "P", version = "1", source = "illustration" }
claim "cost" { printed = "£64k", equals = exact("£64,000", { to = "£1,000" }), source = "illustration" }
claim "list" { printed = "£64k", equals = printed { "£64,000" }, source = "illustration" }
