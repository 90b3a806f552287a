-- Figures that the Department's study of ten authorities prints, worked out again from others that it prints.
--
-- The tables stand in the files beside this one, written as they are printed. Growth is compounded: 4% and then 8% is
-- 1.04 x 1.08 - 1. A "sample average" is taken as the plain mean of the authorities shown. Where the text says in words
-- that one figure of a table is above another, the claim is that it is the higher of them.
pack "effective_management_2022" {
  title    = "High needs budgets: effective management in local authorities",
  version  = "2022.6",
  language = 1,
  owner    = "Gray, Richardson and Tanton, for the Department for Education",
  source   = "Research report RR1238, June 2022",
  approved = "draft",
}

local function figures(rows, column)
  local list = {}
  for place, row in ipairs(rows) do
    list[place] = printed(row[column])
  end
  return list
end

local function total(list)
  local so_far = exact "0"
  for _, one in ipairs(list) do
    so_far = so_far + one
  end
  return so_far
end

local function mean_of(list)
  return total(list) / #list
end

local function compounded(first, second, third)
  return (1 + printed(first)) * (1 + printed(second)) * (1 + printed(third)) - 1
end

-- The national budget, and authorities in difficulty.

for _, source in ipairs { "Executive summary, page 8", "Chapter 1, page 15" } do
  claim(source .. ": rise of the national budget over three years") { printed = "£2.5 billion", source = source,
    equals = printed "£1.5 billion" + printed "£1 billion",
    note = "£1.5 billion over 2020-21 and 2021-22, and £1 billion more this year" }
end
claim "Page 8: authorities already in the Safety Valve programme" { printed = "14",
  source = "Executive summary, page 8", equals = exact "5" + exact "9",
  note = "Chapter 1, page 15: 5 areas since 2020-21, and 9 more in 2021-22" }

-- Who was asked. A team that the appendix lists without a number is two or more.

local profile = read "profile.csv"
local officers, heads, each = {}, {}, {}
for place, row in ipairs(read "interviewees.csv") do
  officers[place] = exact(row.officers) + exact(row.teams_without_a_number) * printed "2+"
  heads[place] = exact(row.heads_and_governors)
  each[place] = officers[place] + heads[place]
end
local summary = "Executive summary, page 9, and Appendix 1, page 81"
local procedure = "Chapter 2, page 21, and Appendix 1, page 81"

claim "Table 1: authorities in the study" { printed = "10", equals = #profile, source = "Chapter 2, Table 1, page 20" }
claim "Page 21: interviews" { printed = "74", equals = total(each), source = procedure,
  note = "the appendix gives no number for Nottingham's SEN support team leads and Portsmouth's post-16 officers" }
claim "Page 21: fewest interviews in an authority" { printed = "6", equals = lower_of(each), source = procedure }
claim "Page 21: most interviews in an authority" { printed = "11", equals = higher_of(each), source = procedure }
claim "Page 9: fewest officers asked in an authority" { printed = "5", equals = lower_of(officers), source = summary,
  note = "the text says 5-6; Wigan's list has 4" }
claim "Page 9: most officers asked in an authority" { printed = "6", equals = higher_of(officers), source = summary,
  note = "the text says 5-6; the lists of Camden and Essex have 7, Portsmouth's has 7 or more" }
claim "Page 9: fewest heads and governors asked in an authority" { printed = "1", source = summary,
  equals = lower_of(heads), note = "the text says one or two" }
claim "Page 9: most heads and governors asked in an authority" { printed = "2", source = summary,
  equals = higher_of(heads), note = "the text says one or two; Camden's list has two heads and two governors" }
claim "Page 21: authorities where a commissioner was asked" { printed = "5", equals = exact "4", source = procedure,
  note = "the text says half of the cases; the appendix has one in Camden, Portsmouth, Telford and Wakefield" }
claim "Page 21: authorities where a post-16 lead was asked" { printed = "2", equals = exact "2", source = procedure,
  note = "the appendix has them in Portsmouth and Wakefield" }
claim "Page 21: leads for alternative provision and exclusions asked" { printed = "2", source = procedure,
  equals = exact "1", note = "the appendix has one so called, in North Lincolnshire" }
claim "Page 21: authorities where the head of school improvement was asked" { printed = "1", equals = exact "1",
  source = procedure, note = "the appendix has North Lincolnshire" }
claim "Figure 22: Camden's autism bases in primary schools" { printed = "3", equals = exact "2" + exact "1",
  source = "Figure 22, page 52", note = "two after the review of ten years ago, a third more recently" }

-- The authorities (Tables 1 and 3).

local pupils, appeals = figures(profile, "pupils"), figures(profile, "appeals")
local with_plans, in_special = figures(profile, "plans"), figures(profile, "specialist")
local function mean_by_pupils(list)
  local weighted = {}
  for place, one in ipairs(list) do
    weighted[place] = one * pupils[place]
  end
  return total(weighted) / total(pupils)
end

claim "Table 1: pupils of the largest authority" { printed = "303,323", equals = higher_of(pupils),
  source = "Culture and context, from page 28, and Table 1, page 20", note = "the text says that it is Essex" }
claim "Table 3: with EHC plans, sample average" { printed = "3.51%", equals = mean_of(with_plans),
  source = "Table 3, page 27", note = "the plain mean; the next claim takes the mean by size" }
claim "Table 3: with EHC plans, sample average by size" { printed = "3.51%", equals = mean_by_pupils(with_plans),
  source = "Table 3, page 27", note = "by the pupils of Table 1, which are of 2021 where Table 3 is of 2022" }
claim "Table 3: in specialist provision, sample average" { printed = "1.39%", equals = mean_of(in_special),
  source = "Table 3, page 27", note = "the plain mean; the next claim takes the mean by size" }
claim "Table 3: in specialist provision, sample average by size" { printed = "1.39%",
  equals = mean_by_pupils(in_special), source = "Table 3, page 27",
  note = "by the pupils of Table 1, which are of 2021 where Table 3 is of 2022" }
claim "Table 3: appeals, sample average" { printed = "1.77%", equals = mean_of(appeals), source = "Table 3, page 27" }

-- Growth of spending (Table 2). Portsmouth's last year was not confirmed: it has two years and no overall figure.

local spend, third = read "spend.csv", "2020-21 to 2021-22"
for _, row in ipairs(spend) do
  claim("Table 2: spending, " .. row.authority .. ", overall") { printed = row.overall, source = "Table 2, page 26",
    equals = compounded(row["2018-19 to 2019-20"], row["2019-20 to 2020-21"], row[third]) }
end
claim "Table 2: spending, sample average, 2018-19 to 2019-20" { printed = "4.7%", source = "Table 2, page 26",
  equals = (total(figures(spend, "2018-19 to 2019-20")) + printed "0.6%") / 10, note = "with Portsmouth's 0.6%" }
claim "Table 2: spending, sample average, 2019-20 to 2020-21" { printed = "6.1%", source = "Table 2, page 26",
  equals = (total(figures(spend, "2019-20 to 2020-21")) + printed "3.0%") / 10, note = "with Portsmouth's 3.0%" }
claim "Table 2: spending, sample average, 2020-21 to 2021-22" { printed = "10.2%", source = "Table 2, page 26",
  equals = mean_of(figures(spend, third)), note = "without Portsmouth" }
claim "Table 2: spending, sample average, overall" { printed = "24.1%", source = "Table 2, page 26",
  equals = mean_of(figures(spend, "overall")), note = "without Portsmouth" }

-- Growth of numbers (Tables 4, 6 and 7).

local periods = { "2019-2020", "2020-2021", "2021-2022" }
local plans = { name = "Table 4: plans", source = "Table 4, page 66", rows = read "plans.csv",
  average = { "6.55%", "7.43%", "7.75%", overall = "23.56%" },
  england = { "10.20%", "10.40%", "9.88%", overall = "33.69%" } }
local specialist = { name = "Table 6: specialist provision", source = "Table 6, page 68", rows = read "specialist.csv",
  average = { "6.1%", "6.0%", "7.8%", overall = "21.3%" },
  england = { "6.4%", "6.9%", "7.1%", overall = "21.9%" } }
local independent = { name = "Table 7: independent places", source = "Table 7, page 69", rows = read "independent.csv",
  average = { "10.8%", "12.9%", "7.8%", overall = "38.6%" },
  england = { "12.0%", "10.7%", "12.3%", overall = "39.2%" } }

for _, sheet in ipairs { plans, specialist, independent } do
  for _, row in ipairs(sheet.rows) do
    claim(sheet.name .. ", " .. row.authority .. ", overall") { printed = row.overall, source = sheet.source,
      equals = compounded(row[periods[1]], row[periods[2]], row[periods[3]]) }
  end
  for place, period in ipairs(periods) do
    claim(sheet.name .. ", sample average, " .. period) { printed = sheet.average[place], source = sheet.source,
      equals = mean_of(figures(sheet.rows, period)) }
  end
  claim(sheet.name .. ", sample average, overall") { printed = sheet.average.overall, source = sheet.source,
    equals = mean_of(figures(sheet.rows, "overall")) }
  claim(sheet.name .. ", England, overall") { printed = sheet.england.overall, source = sheet.source,
    equals = compounded(sheet.england[1], sheet.england[2], sheet.england[3]) }
end

-- New plans, spending on independent places, students in special post-16 institutions (Tables 5, 8 and 9).

local new_plans, independent_spend = read "new_plans.csv", read "independent_spend.csv"
claim "Table 5: new plans, sample average" { printed = "13.4%", source = "Table 5, page 67",
  equals = mean_of(figures(new_plans, "overall")) }
claim "Table 8: spending on independent places, sample average" { printed = "12.4%", source = "Table 8, page 70",
  equals = mean_of(figures(independent_spend, "overall")),
  note = "the heading says 2019-2022, the text 2019-2021" }
for _, row in ipairs(read "post_16.csv") do     -- Portsmouth had none in either year: there is no percentage of nought
  claim("Table 9: post-16, " .. row.authority .. ", 2020-2022") { printed = row.change, source = "Table 9, page 71",
    equals = exact(row.students_2022) / exact(row.students_2020) - 1 }
end

-- What the text says of the tables in words. The ten stand in the order of the alphabet: Portsmouth and Telford &
-- Wrekin are the seventh and eighth, and last come Wakefield and Wigan. What fell is the lower of itself and nought.

local function fell(list, ...)
  local named = {}
  for _, place in ipairs { ... } do
    table.insert(named, list[place])
  end
  return lower_of { exact "0", higher_of(named) }
end
local function rose(list, ...)
  local named = {}
  for _, place in ipairs { ... } do
    table.insert(named, list[place])
  end
  return higher_of { exact "0", lower_of(named) }
end

local function without_those_two(list)
  local rest = { table.unpack(list) }
  table.remove(rest, 8)
  table.remove(rest, 7)
  return higher_of(rest)
end

local position = "Financial position, from page 25, and Table 2"
local spend_overall = figures(spend, "overall")
claim "Table 2 in words: growth of spending was highest in Wigan" { printed = "34.8%", source = position,
  equals = higher_of(spend_overall) }
claim "Table 2 in words: growth of spending was lowest in Camden" { printed = "11.0%", equals = lower_of(spend_overall),
  source = position, note = "the text says lower than the other 9; Portsmouth, one of them, has no overall figure" }
table.remove(spend_overall)
claim "Table 2 in words: growth of spending was next highest in Wakefield" { printed = "27.8%", source = position,
  equals = higher_of(spend_overall) }

local send, use = "SEND profile, page 27, and Table 3", "Use of specialist provision, from page 67, and Table 3"
claim "Table 3 in words: with plans, no more than in England but for Portsmouth and Telford" { printed = "4.07%",
  source = send, equals = higher_of { printed "4.07%", without_those_two(with_plans) } }
claim "Table 3 in words: with plans, more than in England in Portsmouth and Telford" { printed = "4.07%", source = send,
  equals = lower_of { printed "4.07%", with_plans[7], with_plans[8] } }
claim "Table 3 in words: in specialist provision, no more than in England but for Portsmouth and Telford" {
  printed = "1.67%", source = send, equals = higher_of { printed "1.67%", without_those_two(in_special) },
  note = "the text says average to below average; East Sussex has 1.74%" }
claim "Table 3 in words: in specialist provision, more than in England in Portsmouth and Telford" { printed = "1.67%",
  source = use, equals = lower_of { printed "1.67%", in_special[7], in_special[8] } }

local offer = "Strengthening the mainstream offer, from page 65, and Table 4"
claim "Table 4 in words: yearly growth of plans in England" { printed = "10%", source = offer,
  equals = mean_of { printed "10.20%", printed "10.40%", printed "9.88%" }, note = "the text says around 10%" }
for place, period in ipairs(periods) do
  claim("Table 4 in words: plans grew less in the sample than in England, " .. period) { printed = plans.england[place],
    equals = higher_of { printed(plans.england[place]), printed(plans.average[place]) }, source = offer }
end
local plans_overall, special_overall = figures(plans.rows, "overall"), figures(specialist.rows, "overall")
claim "Table 4 in words: plans grew more than in England in Barnet and Wakefield" { printed = "33.69%", source = offer,
  equals = lower_of { printed "33.69%", plans_overall[1], plans_overall[9] } }
claim "Table 4 in words: plans grew less than in England in Camden, East Sussex, Portsmouth and Telford" {
  printed = "33.69%", source = offer,
  equals = higher_of { printed "33.69%", plans_overall[2], plans_overall[3], plans_overall[7], plans_overall[8] } }
local new_overall = figures(new_plans, "overall")
claim "Table 5 in words: fewer new plans in Camden, Nottingham and Telford" { printed = "-3.8%",
  source = "Page 66, and Table 5", equals = fell(new_overall, 2, 6, 8), note = "the least of the three" }
claim "Table 5 in words: more new plans in the other seven" { printed = "17.7%", source = "Page 66, and Table 5",
  equals = rose(new_overall, 1, 3, 4, 5, 7, 9, 10), note = "the least of the seven" }
claim "Table 6 in words: specialist provision grew less in the sample than in England" { printed = "21.9%",
  equals = higher_of { printed "21.9%", printed "21.3%" }, source = "Page 67, and Table 6" }
claim "Table 6 in words: specialist provision grew less than the average in Camden and Nottingham" { printed = "21.3%",
  equals = higher_of { printed "21.3%", special_overall[2], special_overall[6] }, source = "Page 67, and Table 6" }
local places, cost = figures(independent.rows, "overall"), figures(independent_spend, "overall")
claim "Table 7 in words: fewer independent places in Portsmouth and Telford" { printed = "-12.3%",
  source = "Page 69, and Table 7", equals = fell(places, 7, 8), note = "the less of the two" }
claim "Table 8 in words: less spending on independent places in Portsmouth and Telford" { printed = "-13.8%",
  source = "Page 69, and Table 8", equals = fell(cost, 7, 8), note = "the less of the two" }
claim "Table 7 in words: fewer independent places in Essex" { printed = "-7.5%", equals = fell(places, 4),
  source = "Page 69, and Table 7" }
claim "Table 8 in words: more spending on independent places in Essex" { printed = "20.3%", equals = rose(cost, 4),
  source = "Page 69, and Table 8" }
claim "Table 7 in words: more independent places in Camden and Nottingham" { printed = "12.1%",
  source = "Page 69, and Table 7", equals = rose(places, 2, 6), note = "the less of the two" }
claim "Table 8 in words: less spending on independent places in Camden and Nottingham" { printed = "-6.7%",
  source = "Page 69, and Table 8", equals = fell(cost, 2, 6), note = "the less of the two" }
claim "Table 7 in words: independent places grew less in the sample than in England" { printed = "39.2%",
  equals = higher_of { printed "39.2%", printed "38.6%" }, source = "Page 69, and Table 7" }
claim "Table 7 in words: independent places grew less in the sample than in England, 2021-2022" { printed = "12.3%",
  equals = higher_of { printed "12.3%", printed "7.8%" }, source = "Page 69, and Table 7" }
claim "Table 8 in words: spending on independent places grew less in the sample than in England" { printed = "27.7%",
  equals = higher_of { printed "27.7%", printed "12.4%" }, source = "Page 69, and Table 8" }
