-- expect: HN213 8:59 `home` is a link and no value
pack "p" { title = "P", version = "1", source = "illustration" }
records "school" { what = "a school", key = "school_id", input "school_id" { type = "id", required = true } }
records "line" { what = "a line", key = "line_id",
  input "line_id" { type = "id", required = true }, input "at" { type = "id" },
  link "home" { to = "school", by = "at" } }
figure "f" { label = "F", type = "GBP",
  value = funding.stability_grant { share = 90, deficit = line.home } }
