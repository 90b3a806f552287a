-- expect: HN100 | HN101 | HN102 | HN110 | HN114 | HN119 | HN130
-- A name with a NUL.
require "rules\0/../x"
