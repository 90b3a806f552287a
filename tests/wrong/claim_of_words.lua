-- expect: HN215 5:28 `264 places` has words beside the number
-- expect: HN215 8:21 `£64,500` is no whole number of the step it is rounded to
-- expect: HN215 10:39 `£30,000+` is "or more", and no exact figure
pack "p" { title = "P", version = "1", source = "illustration" }
claim "places" { printed = "264 places", source = "illustration",
  equals = 264 }
claim "rounded" { source = "illustration", equals = 1 * exact "£64,000",
  printed = printed("£64,500", { to = "£1,000" }) }
claim "more" { source = "illustration",
  printed = "£30,000", equals = exact "£30,000+" }
