-- expect: HN114 utf8.codes
-- Accepts stray bytes in 5.4.4.
for p, c in utf8.codes("\xff\xff") do end
