-- expect: HN114 collectgarbage
-- Stops the collector.
collectgarbage("stop")
