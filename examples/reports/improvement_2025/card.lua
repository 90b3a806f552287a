-- The scorecard of Appendix 1: card["No. of EHCPs"]["Jan 25"] is the figure as it is printed.
--
-- Long names of rows are shortened, and those of "no of above" are named after what they are of. Three rows of views
-- of parents and carers have ten figures, which are taken as April to January. Two figures of a row of percentages,
-- 11.84 and 11.72, are printed without the sign. A month in which nothing is printed is empty.
local card = {}
for _, row in ipairs(read "scorecard.csv") do card[row.line] = row end
return card
