-- expect: HN114 _ENV
-- Sets a global by way of the environment.
_ENV.x = 1
