-- The part of an amount that lies above a limit.
local function above(amount, limit)
  return higher_of { amount - limit, 0 }
end
return { above = above }
