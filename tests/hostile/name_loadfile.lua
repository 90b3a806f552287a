-- expect: HN114 loadfile
-- Compiles any file.
loadfile("/etc/passwd")
