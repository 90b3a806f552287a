-- expect: HN114 dofile
-- Runs any file.
dofile("/etc/passwd")
