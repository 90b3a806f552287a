-- expect: HN114 pcall
-- Catches errors, and so limits.
pcall(error)
