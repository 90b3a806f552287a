-- expect: HN114 warn
-- Writes to standard error.
warn("@on")
