-- expect: HN130
-- A message that names another place.
error("/etc/passwd:1: root", 0)
