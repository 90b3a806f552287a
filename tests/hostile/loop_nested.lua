-- expect: HN501 steps
-- Many loops that are each harmless.
for a = 1, 1000 do
  for b = 1, 1000 do
    for c = 1, 1000 do
      for d = 1, 1000 do end
    end
  end
end
