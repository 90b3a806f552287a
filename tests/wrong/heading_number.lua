-- expect: HN119 4:1 `heading` takes a text in quotes, and a number stands here
pack "p" { title = "P", version = "1", source = "illustration" }
figure "one" { label = "One", value = 1 }
heading(2026)
figure "two" { label = "Two", value = 2 }
