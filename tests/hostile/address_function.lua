-- expect: HN130 function
-- Shows no address.
error(tostring(print))
