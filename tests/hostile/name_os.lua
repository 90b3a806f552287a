-- expect: HN114 os
-- Runs a program.
os.execute("id")
