-- expect: HN130 \xff
-- A message that is not UTF-8.
error("\xff\xfe\0abc")
