-- expect: HN103 attribute
-- Code that would run after a limit.
local x <close> = f
