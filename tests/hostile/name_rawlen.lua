-- expect: HN114 rawlen
-- Not needed.
rawlen({})
