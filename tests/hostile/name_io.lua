-- expect: HN114 io
-- Opens a file.
local f = io.open("/etc/passwd")
