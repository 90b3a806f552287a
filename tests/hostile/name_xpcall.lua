-- expect: HN114 xpcall
-- Catches errors; its handler can be overwritten in 5.4.4.
xpcall(error, print)
