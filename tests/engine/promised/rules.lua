pack "promised" { title = "Promises", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "hours" { type = "count", min = 0, max = 3, label = "Hours" },
  input "agreed" { type = "yes/no", required = true, label = "Agreed" } }
figure "points" { label = "Points", value = choose { { when = pupil.agreed, take = pupil.hours }, otherwise = 2 } }
property "most" { never_over(figure.points, 3) }
property "fair" { same_for(figure.points, { but = "agreed" }) }
property "less" { no_cliff(figure.points, { with = pupil.hours, above = 0 }) }
