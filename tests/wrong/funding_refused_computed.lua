-- expect: HN212 4:15 correct the value; `hn help funding.per_head` tells what it goes by
pack "p" { title = "P", version = "1", source = "illustration" }
local left = funding.caseload { opening = 4, leavers = 4 }
print(funding.per_head { amount = 3, people = left })
