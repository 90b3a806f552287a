-- expect: HN101 cannot be seen
-- Text that reads otherwise than it is.
local x = "a‮" -- ⁦ if admin
