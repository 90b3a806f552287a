-- expect: HN119 3:28 `printed` takes what is printed, such as "£38k"
pack "p" { title = "P", version = "1", source = "illustration" }
claim "places" { printed = exact "12" * 2, equals = 24, source = "illustration" }
