-- expect: HN200 8:48 `a` is heads_0_19
pack "p" { title = "P", version = "1", source = "illustration" }
records "people" { what = "an area", key = "area",
  input "area" { type = "id", required = true },
  input "a" { type = "heads_0_19", label = "Aged 0 to 19" },
  input "b" { type = "heads_2_18", label = "Aged 2 to 18" } }

figure "all" { label = "All", value = people.a + people.b }
