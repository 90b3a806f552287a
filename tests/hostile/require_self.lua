-- expect: HN100 | HN101 | HN110 | HN119 | HN120 | HN130 | HN505
-- A file that asks for itself.
require "rules"
