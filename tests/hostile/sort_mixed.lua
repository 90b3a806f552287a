-- expect: HN130 put in order
-- Values that have no order.
table.sort({ {}, {} })
