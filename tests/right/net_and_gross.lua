-- Money that is net or gross, by named populations.
pack "net_and_gross" { title = "Lines of a return by head", version = "1", owner = "Schools Finance",
  source = "illustration", approved = "draft", rounding = { to = "1", mode = "half away from zero" } }

records "area" {
  what = "an area", key = "name",
  input "name"   { type = "id", required = true },
  input "aged_0_19"  { type = "heads_0_19", label = "People aged 0 to 19" },
  input "aged_3_15"  { type = "pupils_3_15", label = "Pupils aged 3 to 15" },
  input "net"    { type = "net GBP/year", label = "High needs, net" },
  input "other"  { type = "net GBP/year", label = "Other lines, net" },
  input "gross"  { type = "gross GBP/year", label = "High needs, gross" },
}

figure "net_per_head" { label = "High needs a head", type = "net GBP/head_0_19/year",
  rounding = { to = "1", mode = "half away from zero" }, value = area.net / area.aged_0_19 }
figure "gross_per_pupil" { label = "High needs a pupil", type = "gross GBP/pupil_3_15/year",
  value = area.gross / area.aged_3_15 }
figure "both" { label = "Both lines", type = "net GBP/year", value = area.net + area.other }
figure "part" { label = "High needs as part of both", type = "ratio", value = area.net / figure.both }
figure "in_a_year" { label = "In a year", type = "net GBP", value = area.net * years(1) }
figure "dear" { label = "Most of it is high needs", value = area.net:over(area.other) }
figure "all" { label = "All areas", type = "net GBP/year", value = sum(area.net) }
figure "highest" { label = "The highest", type = "net GBP/year", value = maximum(higher_of { area.net, area.other }) }

example "an area" { on = "2026-09-01",
  given = { aged_0_19 = 1000, aged_3_15 = 400, net = 1200000, other = 300000, gross = 1300000 },
  expect = { net_per_head = 1200, gross_per_pupil = 3250, both = 1500000, part = "0.8",
    in_a_year = 1200000, dear = "yes", all = 1200000, highest = 1200000 } }
