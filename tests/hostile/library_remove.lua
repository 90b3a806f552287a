-- expect: HN130 a plain list expected
-- The same through table.remove.
table.remove(table)
