-- expect: HN207 5:27 net or gross stands once, before money: "net GBP/year"
-- expect: HN207 6:26 did you mean "net GBP/head_0_19/year"?
pack "p" { title = "P", version = "1", source = "illustration" }
records "line" { what = "a line of a return", key = "line_id",
  input "places" { type = "gross places", label = "Places" },
  input "spent" { type = "net GBP/head_0_18/year", label = "Net spend" },
  input "line_id" { type = "id", required = true } }
figure "both" { label = "Both", value = line.places }
figure "per" { label = "Per head", value = line.spent }
