-- expect: HN130 \x1b[31m
-- A message that colours the terminal and goes back in its line.
error("\27[31mred\r\27]0;title\7")
