-- expect: HN130 a plain list expected
-- The same through table.sort.
table.sort(math)
