-- expect: HN114 3:19 `plaice` is no function of `funding`
pack "p" { title = "P", version = "1", source = "illustration" }
local x = funding.plaice { rate = 1 }
