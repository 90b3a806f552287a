-- expect: HN114 coroutine
-- A coroutine starts the count anew.
coroutine.wrap(function() end)()
