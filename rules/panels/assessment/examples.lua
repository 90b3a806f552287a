-- What the evidence advises, and what comes of votes. Made-up requests.

local function with(grades, more)
  local row = { request_id = "R", received = "2026-09-07", may_have_sen = "yes", attainment = grades[1], needs = grades[2],
    action = grades[3], intervention = grades[4], wider = grades[5], chair_outcome = "", chair = "", chair_reason = "",
    chair_on = "" }
  for name, value in pairs(more) do row[name] = value end
  return row
end
local function request(grades) return with(grades, {}) end

local function member(cast) return { cast = cast, in_chair = "no", interest = "no" } end
local function chair(cast) return { cast = cast, in_chair = "yes", interest = "no" } end
local function interested(cast) return { cast = cast, in_chair = "no", interest = "yes" } end
local function votes(list)
  for i, vote in ipairs(list) do vote.vote_id, vote.of = i, "R" end
  return list
end

local strong = { "clear", "clear", "some", "some", "none" }
local just   = { "clear", "some", "some", "some", "none" }
local weak   = { "some", "some", "some", "some", "none" }
local yes, no, silent = "assess", "do not assess", ""

-- The evidence -------------------------------------------------------------------------------------------------------

example "five points are the mark" {
  on = "2026-09-21", rows = { request = { request(just) } },
  expect = { evidence = 5, has_needs = "met", plan_may_be_needed = "met", advice = "assess", decide_by = "2026-10-19" } }
example "six points are more than the mark" {
  on = "2026-09-21", rows = { request = { request(strong) } }, expect = { evidence = 6, advice = "assess" } }
example "four points are below it" {
  on = "2026-09-21", rows = { request = { request(weak) } },
  expect = { evidence = 4, plan_may_be_needed = "unmet", advice = "do not assess" } }
example "wider needs that are met are a point" {
  on = "2026-09-21", rows = { request = { request { "some", "some", "some", "none", "some" } } },
  expect = { evidence = 4, advice = "do not assess" } }
example "nothing is shown" {
  on = "2026-09-21", rows = { request = { request { "none", "none", "none", "none", "none" } } },
  expect = { evidence = 0, advice = "do not assess" } }
example "all is clear" {
  on = "2026-09-21", rows = { request = { request { "clear", "clear", "clear", "clear", "clear" } } },
  expect = { evidence = 10, advice = "assess" } }
example "only wider needs, and unmet" {
  on = "2026-09-21", rows = { request = { request { "none", "none", "none", "some", "clear" } } },
  expect = { evidence = 3, advice = "do not assess" } }
example "no sign of special educational needs, whatever the points" {
  on = "2026-09-21", rows = { request = { with(strong, { may_have_sen = "no" }) } },
  expect = { has_needs = "unmet", advice = "do not assess" } }
example "not known whether there may be needs: more evidence is asked for" {
  on = "2026-09-21", rows = { request = { with(strong, { may_have_sen = missing }) } },
  expect = { has_needs = "cannot tell", advice = "more evidence" } }
example "too few points, so it does not matter that the needs are not known" {
  on = "2026-09-21", rows = { request = { with(weak, { may_have_sen = missing }) } }, expect = { advice = "do not assess" } }
example "a grade is not known: more evidence is asked for" {
  on = "2026-09-21", rows = { request = { with(strong, { action = missing }) } },
  expect = { evidence = missing, plan_may_be_needed = "cannot tell", advice = "more evidence" } }

-- Votes --------------------------------------------------------------------------------------------------------------

example "two to one to assess" {
  on = "2026-09-21",
  rows = { request = { request(strong) }, vote = votes { chair(yes), member(yes), member(no) } },
  expect = { present = 3, in_favour = 2, against = 1, quorate = "met", decision = "assess", parts = "no",
    requests_decided = 1, yes_to_assess = 1, yes_rate = 100, parted = 0, parted_rate = 0 } }
example "two to one, with the chair against" {
  on = "2026-09-21",
  rows = { request = { request(strong) }, vote = votes { member(yes), member(yes), chair(no) } },
  expect = { decision = "assess" } }
example "one to two" {
  on = "2026-09-21",
  rows = { request = { request(weak) }, vote = votes { chair(yes), member(no), member(no) } },
  expect = { in_favour = 1, against = 2, decision = "do not assess", parts = "no", yes_to_assess = 0, yes_rate = 0 } }
example "two against, and the chair silent" {
  on = "2026-09-21",
  rows = { request = { request(weak) }, vote = votes { member(no), member(no), chair(silent) } },
  expect = { decision = "do not assess" } }
example "nobody came" {
  on = "2026-09-21", rows = { request = { request(strong) } }, expect = { present = 0, decision = "not quorate" } }
example "one against is too few as well" {
  on = "2026-09-21",
  rows = { request = { request(strong) }, vote = votes { chair(no) } }, expect = { decision = "not quorate" } }
example "two members are too few" {
  on = "2026-09-21",
  rows = { request = { request(strong) }, vote = votes { chair(yes), member(yes) } },
  expect = { present = 2, quorate = "unmet", decision = "not quorate", parts = "no", requests_decided = 0,
    yes_rate = missing } }
example "four are enough" {
  on = "2026-09-21",
  rows = { request = { request(strong) }, vote = votes { chair(yes), member(yes), member(yes), member(no) } },
  expect = { present = 4, quorate = "met", decision = "assess" } }
example "a member with an interest does not count to the quorum" {
  on = "2026-09-21",
  rows = { request = { request(strong) }, vote = votes { chair(yes), member(yes), interested(silent) } },
  expect = { present = 2, decision = "not quorate" } }
example "and a vote recorded for one is not let in" {
  on = "2026-09-21",
  rows = { request = { request(strong) }, vote = votes { interested(yes) } },
  expect = { no_vote_with_an_interest = "unmet" } }
example "not known whether there was a vote: let in" {
  on = "2026-09-21",
  rows = { request = { request(strong) }, vote = votes { interested(missing) } },
  expect = { no_vote_with_an_interest = "cannot tell" } }
example "a member without an interest may vote" {
  on = "2026-09-21",
  rows = { request = { request(strong) }, vote = votes { member(yes) } },
  expect = { no_vote_with_an_interest = "met" } }
example "a tie: the chair's vote decides, here to assess" {
  on = "2026-09-21",
  rows = { request = { request(strong) }, vote = votes { chair(yes), member(no), member(silent) } },
  expect = { present = 3, in_favour = 1, against = 1, decision = "assess" } }
example "a tie: here not to assess" {
  on = "2026-09-21",
  rows = { request = { request(weak) }, vote = votes { chair(no), member(yes), member(silent) } },
  expect = { decision = "do not assess" } }
example "a tie, and the chair has not voted" {
  on = "2026-09-21",
  rows = { request = { request(strong) }, vote = votes { member(no), member(yes), chair(silent) } },
  expect = { decision = "tied", parts = "no", requests_decided = 0 } }

-- Decided otherwise --------------------------------------------------------------------------------------------------

example "no, though the evidence advises yes" {
  on = "2026-09-21",
  rows = { request = { request(strong) }, vote = votes { chair(no), member(no), member(no) } },
  expect = { decision = "do not assess", parts = "yes", parted = 1, parted_rate = 100, yes_without = 0, no_with = 1 } }
example "yes, though the evidence advises no" {
  on = "2026-09-21",
  rows = { request = { request(weak) }, vote = votes { chair(yes), member(yes), member(yes) } },
  expect = { decision = "assess", parts = "yes", yes_without = 1, no_with = 0 } }
example "no, where more evidence was to be asked for" {
  on = "2026-09-21",
  rows = { request = { with(strong, { needs = missing }) }, vote = votes { chair(no), member(no), member(no) } },
  expect = { advice = "more evidence", parts = "yes", no_with = 1 } }
example "the chair records another outcome, with a reason: the vote stays as it was" {
  on = "2026-09-21",
  rows = {
    request = { with(strong, { chair_outcome = yes, chair = "Chair", chair_reason = "A report came in on the day.",
      chair_on = "2026-09-21" }) },
    vote = votes { chair(no), member(no), member(no) } },
  expect = { decision = "do not assess", decision_decided = "assess", parts = "no", yes_to_assess = 1 } }

-- Three requests: two to assess, of which one was advised; one not, as advised. One more has no quorum. ----------------

example "two of three are two thirds" {
  on = "2024-09-01",
  rows = {
    request = { with(just, { request_id = "A" }), with(weak, { request_id = "B" }),
      with(weak, { request_id = "C" }), with(weak, { request_id = "D" }) },
    vote = {
      { vote_id = 1, of = "A", interest = "no", in_chair = "yes", cast = yes },
      { vote_id = 2, of = "A", interest = "no", in_chair = "no", cast = yes },
      { vote_id = 3, of = "A", interest = "no", in_chair = "no", cast = yes },
      { vote_id = 4, of = "B", interest = "no", in_chair = "yes", cast = yes },
      { vote_id = 5, of = "B", interest = "no", in_chair = "no", cast = yes },
      { vote_id = 6, of = "B", interest = "no", in_chair = "no", cast = no },
      { vote_id = 7, of = "C", interest = "no", in_chair = "yes", cast = no },
      { vote_id = 8, of = "C", interest = "no", in_chair = "no", cast = no },
      { vote_id = 9, of = "C", interest = "no", in_chair = "no", cast = silent },
      { vote_id = 10, of = "D", interest = "no", in_chair = "yes", cast = yes },
    } },
  expect = { advice = "assess", decision = "assess", requests_decided = 3, yes_to_assess = 2, yes_rate = "66.7", parted = 1,
    parted_rate = "33.3", yes_without = 1, no_with = 0 } }

-- Rates over many requests: the first `yeses` of them are decided to assess by three members, the rest not to.

local function decided_requests(all_of_them, yeses, grades)
  local requests, cast = {}, {}
  for i = 1, all_of_them do
    requests[i] = with(grades, { request_id = i })
    for j = 1, 3 do
      cast[#cast + 1] = { vote_id = i * 10 + j, of = i, in_chair = "no", interest = "no", cast = no }
    end
  end
  for i = 1, yeses * 3 do cast[i].cast = yes end
  return { request = requests, vote = cast }
end

example "one yes in three, where the evidence advises yes for all" {
  on = "2026-09-21", rows = decided_requests(3, 1, strong), expect = { yes_rate = "33.3", parted_rate = "66.7" } }
example "one yes in sixteen, where it advises no for all: 6.25% is 6.3%" {
  on = "2026-09-21", rows = decided_requests(16, 1, weak),
  expect = { requests_decided = 16, yes_rate = "6.3", parted_rate = "6.3", yes_without = 1, no_with = 0 } }
example "a vote that was not written down leaves the decision open" {
  on = "2026-09-21",
  rows = { request = { request(strong) }, vote = votes { chair(yes), member(no), member(missing) } },
  expect = { quorate = "met", decision = missing, requests_decided = missing } }
example "six weeks from the first day of the regulations" {
  on = "2014-09-01", rows = { request = { with(strong, { received = "2014-09-01" }) } },
  expect = { decide_by = "2014-10-13" } }
