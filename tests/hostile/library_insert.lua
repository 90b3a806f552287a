-- expect: HN130 a plain list expected
-- The same through table.insert.
table.insert(string, print)
