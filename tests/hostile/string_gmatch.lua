-- expect: HN114 string.gmatch
-- Its iterator can be used after it failed in 5.4.4.
for m in string.gmatch("aaaa", "a?a?a?") do end
