-- expect: HN130 put in order
-- Keys whose order would be that of addresses.
for k in pairs({ [{}] = 1, [{}] = 2 }) do end
