-- expect: HN130 here
-- A level far up the stack.
error("here", 1000000)
