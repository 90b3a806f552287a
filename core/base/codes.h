/*
 * codes.h - every code that a notice can carry, once.
 *
 * To add one: take the next free number of its hundred, write a title (what
 * is wrong, in a few words) and a page (why it matters and what to do).
 *
 *   HN1xx names and structure   HN2xx types, units and money
 *   HN3xx lint and proofs       HN4xx data
 *   HN5xx limits                HN6xx verify and diff
 */
#ifndef HN_CODES_H
#define HN_CODES_H

#define HN_CODES(X) \
    X(100, "the file cannot be read", \
      "A file that the pack needs is not there or cannot be opened. Check the name and the folder.") \
    X(101, "this is not Lua", \
      "The text does not follow the grammar of Lua, so nothing after it could be read. Most often a comma, a brace or a quote is missing on this line or the one above.") \
    X(102, "a word of Lua that a rule pack does not use", \
      "A pack is read once and leaves formulas that are worked out for every row. Lua's own `and or not if else while repeat until goto nil` would be decided when the pack loads, before any row is known, and would silently drop half of a rule. Use all { }, any { }, none { }, choose { } and missing.") \
    X(103, "a sign of Lua that a rule pack does not use", \
      "Comparing with == ~= < > <= >= is decided by Lua when the pack loads, not for each row. Use :is, :is_not, :over, :under, :at_least, :at_most. // % ^ and the bitwise signs are refused as well.") \
    X(104, "a decimal point outside quotes", \
      "A bare decimal is a binary fraction inside Lua and cannot hold a penny exactly. Write it in quotes: \"7250.50\".") \
    X(105, "a key given twice", \
      "Lua keeps the last of two equal keys in one pair of braces and drops the first without a word.") \
    X(106, "assignment without local", \
      "A name that is set without `local` would be seen by every file of the pack. Write `local` in front of it.") \
    X(107, "a local that hides a word", \
      "The name is a word of the rule language; after this line the word would mean something else.") \
    X(110, "unknown name", \
      "Nothing of this name has been declared above this line. A thing is referred to by the word that declared it: param \"cap\" is param.cap.") \
    X(111, "unknown key", \
      "The word takes a fixed list of keys. A misspelt key would otherwise be left out without a word.") \
    X(112, "a key is missing", \
      "The word needs this key: without it the rule cannot be explained or its source shown.") \
    X(113, "a name is used twice", \
      "Names are unique in a pack, so that a sentence or a column of results can mean one thing only.") \
    X(114, "not a word of the rule language", \
      "Only the words of the rule language and the named parts of Lua can be called in a pack.") \
    X(115, "dates or bands that do not rise", \
      "Dated rows stand in order of their `from` date, the earliest first, so that the rule in force on any day can be seen at a glance. Bands stand the lowest first, each beginning above the one before.") \
    X(116, "a choice has no row", \
      "Every choice needs a row, points or a cell; write `missing` where there is no figure.") \
    X(117, "a source is missing", \
      "Whoever reads a figure must be able to see where it comes from. Where no source exists, write source = \"illustration\".") \
    X(118, "declared and never used", \
      "A parameter, a formula or a criterion that nothing reads has no effect: most often a comma or a `when` was forgotten.") \
    X(119, "a value is not what the key takes", \
      "The key takes another kind of value: a text, a number, a list, a date or a formula.") \
    X(120, "nothing is there", \
      "A pack must declare `pack`, and for rows at least one `records`.") \
    X(121, "two kinds of records without a link", \
      "Columns of two kinds of records never meet by themselves: say how a row finds the other with `link`, or add up the many with sum(..., { for_each = ... }).") \
    X(122, "a sentence names something that is nothing", \
      "A name in braces must be an input, a parameter, a figure, a criterion, a score, a band or an award of the pack.") \
    X(123, "text where a formula was built and thrown away", \
      "A comparison or a calculation standing by itself has no effect. Give it to the key where it belongs, or make it a local that is used.") \
    X(124, "an order that need not decide", \
      "Where order matters it must say of every two rows which goes first, or the result would depend on the order of rows in the file. An order ends with the key of its records.") \
    X(125, "a figure of a report outside a claim", \
      "printed and exact say what a report prints, and are worked out by `hn reconcile`. A rule takes its amounts from parameters, which have a date and a source.") \
    X(126, "a must that looks beyond its row", \
      "What a row must be is asked before it is let in: of its own columns, of what is worked out from them and of rows that it is linked with, never of sums over other rows.") \
    X(130, "the script failed", \
      "Lua stopped while it read the pack. The line named is where it stopped.") \
    X(200, "units do not fit", \
      "Like can be added to and compared with like only. * and / multiply and divide units: GBP/year * weeks / (weeks/year) is GBP.") \
    X(201, "not an amount", \
      "The word takes an amount: a number with or without a unit.") \
    X(202, "not a date", \
      "The word takes a date, written \"2026-09-01\".") \
    X(203, "not yes or no", \
      "The word takes a test: a comparison, a yes/no input or a criterion.") \
    X(204, "not one of the choices", \
      "The text is not one of the choices that the input or the table declares.") \
    X(205, "not a number that can be read exactly", \
      "Amounts are read as exact decimals: digits, at most one point, and for money a pound sign, thousands separators in their places or accounting brackets.") \
    X(206, "out of range", \
      "The number is larger than the kernel can hold exactly.") \
    X(207, "unknown type", \
      "A type is a unit such as GBP/year or weeks, or one of count ratio percent date yes/no choice id text.") \
    X(208, "the declared type is not the type of the formula", \
      "The formula gives another unit than the type says: most often a division by weeks, places or years was forgotten.") \
    X(209, "unknown rounding", \
      "Rounding says a step such as 0.01 or 1.00 and a mode: half away from zero, half even, up, down, floor or ceiling.") \
    X(210, "a sum of unrounded figures", \
      "A figure that was divided by an input has a different denominator in every row: it must be rounded at a name before rows are added up. Medians, quartiles, ranks, the lowest and the highest compare such figures exactly and take them as they are.") \
    X(211, "division by nought", \
      "A parameter or a number that divides is nought.") \
    X(212, "a function of funding that has no result", \
      "The values that stand in the pack cannot be: more places filled than there are, or nobody to divide by. The message says why.") \
    X(213, "not a kind that fits here", \
      "The word takes another kind of value.") \
    X(214, "outside its limits", \
      "The value lies below the `min` or above the `max` that is declared for it.") \
    X(215, "not a figure as a report prints it", \
      "A printed figure is a number with a pound sign, k, m, bn or % as the report has them: \"£38k\", \"£57.5m\", \"31%\", \"(1,464)\"; with + behind it where the report says \"or more\".") \
    X(216, "a claim that cannot be worked out", \
      "A claim is made of printed and exact figures and of numbers, with + - * / and the words that take amounts: it reads no column and no parameter.") \
    X(217, "a sentence that would tell what is private", \
      "The sentence of a must goes to whoever sent the row and into reports: it names no private input and nothing that is worked out from one.") \
    X(218, "a property that cannot be held against rows", \
      "A property is about what is worked out, and is held against a column: rises(award.paid, { with = pupil.cost }), same_for(award.paid, { but = \"need\" }). The columns that it names must be there.") \
    X(300, "an input that nothing uses", \
      "The column would be asked of every school and change nothing.") \
    X(301, "a number inside a test or its sentence", \
      "A threshold written as a bare number cannot be dated, sourced or tried out with --set. Make it a param.") \
    X(302, "a parameter changes tenfold", \
      "From one period to the next the value changes ten times or more: pounds and pence confused?") \
    X(303, "an award can be negative", \
      "The amount can fall below nought for inputs within their ranges. Use higher_of { ..., 0 } or a criterion that prevents it.") \
    X(304, "a review is overdue", \
      "The value should have been looked at again by the date that review_by names.") \
    X(305, "no value for the coming year", \
      "In the twelve months after the day of --as-at the parameter has no value that anybody stands by: it is only expected, it begins later, or it is more than a year old and its review is overdue. Write a row for the new year, even where the value stays.") \
    X(306, "a criterion that nothing uses", \
      "No award uses the criterion, so it decides nothing.") \
    X(307, "an award that every row is given", \
      "The pack has criteria and this award has no `when`, so that none of them decides it. Say when it is made, or leave the criteria out.") \
    X(308, "approved says nothing of who and when", \
      "A pack is a draft until `approved` says who approved it and when: from then on it is held to more.") \
    X(309, "a criterion that decides nothing", \
      "Within the limits of the inputs, and at every value of the parameters, the test has one answer only.") \
    X(310, "a band that no row reaches", \
      "What the band is for lies outside what the amount can be within the limits of its inputs.") \
    X(311, "an arm that no row reaches", \
      "Its test cannot hold, or an arm above it is taken by every row for which it does.") \
    X(312, "a criterion that no example tries both ways", \
      "Each criterion of an approved pack is met in some example and unmet in another; otherwise it could be left out, or turned round, and no example would notice. Where it has dated rows each of them is. hn test --coverage looks for rows that do it, and prints them as examples.") \
    X(313, "rows of a panel that meet, or that leave somebody out", \
      "Of every case exactly one row of a panel must hold, or the outcome would depend on the order of the rows. The example under the message can be pasted into the pack: it shows such a case, and fails until the rows are put right. Give each row the tests that keep it from the others, such as criterion.first:is(\"unmet\").") \
    X(314, "a panel of which nothing is proved", \
      "The rows of a panel could not be proved to exclude one another and to leave nobody out; no case against it was found either. Name its tests as criteria, and let each row say of each criterion whether it is met.") \
    X(315, "a step between two bands", \
      "The money of two neighbouring bands is further apart than the bands say they may be with cliff_warning. A pupil a little over the edge is paid much more, or less, than one a little under it. hn check shows two such rows, as examples to be pasted.") \
    X(316, "an illustration in an approved pack", \
      "A source that begins with the word illustration says that nobody has agreed on this yet. A pack that was approved has none: each of its figures, criteria and tables says which document or decision it is from.") \
    X(400, "the data cannot be read", \
      "The file is not there, cannot be opened, or is not of the form that was named.") \
    X(401, "a value is not what the input takes", \
      "The cell cannot be read as the type that the pack declares, or lies outside its limits. The row was not calculated.") \
    X(402, "a column is missing", \
      "The pack needs this column and the file has none of that name.") \
    X(403, "an unknown column", \
      "No input of the pack reads this column. Write --extra ignore if that is meant.") \
    X(404, "a column stands twice", \
      "Two columns of one name: which is meant cannot be told.") \
    X(405, "a required value is missing", \
      "The row cannot be calculated without this value.") \
    X(406, "a row has the wrong number of cells", \
      "Every row has as many cells as the header. A comma inside a text needs quotes around the text.") \
    X(407, "a quote is out of place", \
      "A quoted cell begins and ends with a quote, and a quote inside it is doubled.") \
    X(408, "bytes that are not text", \
      "The file is not UTF-8, or holds NUL bytes. Save it as CSV UTF-8.") \
    X(409, "not JSON", \
      "The text does not follow RFC 8259, or names a key twice.") \
    X(410, "an id stands twice", \
      "Two rows have the same id. Paying twice is the costliest fault, so every repeat is reported.") \
    X(411, "a division by nought in this row", \
      "The row's own value divides, and is nought.") \
    X(412, "a row's figure is out of range", \
      "An exact result of this row is larger than the kernel can hold.") \
    X(413, "no row of that id", \
      "The data holds no row with the id asked for.") \
    X(414, "a link that finds no row or two", \
      "The other records must have exactly one row with this key.") \
    X(415, "a date is needed", \
      "The pack has parameters or figures that hold for the run and no date says which. Write --on 2026-09-01.") \
    X(416, "too many rows were rejected", \
      "More rows were rejected than --max-rejects allows; nothing was written.") \
    X(417, "a number that a spreadsheet has damaged", \
      "1.23E+11 is what a spreadsheet makes of a long number: digits are lost. Export the column as text.") \
    X(418, "a date outside the rules", \
      "No dated row of a parameter, criterion or table holds at the date of this row.") \
    X(419, "a row without a result", \
      "A function of funding has no result for the values of this row: more places filled than there are, or nobody to divide by. The message says why; the row was not calculated.") \
    X(420, "shares of one thing that are not shares", \
      "Rows that each count a part of one thing have shares between 0 and 1 that come to at most 1. With more, something would be counted twice.") \
    X(421, "what other rows leave open", \
      "The row goes by other rows, and they do not settle it: two stand level in the order because they have the same id, or none; or what it reads of another row cannot be worked out.") \
    X(422, "instalments that do not come out", \
      "No part is left to pay what is still owed, or to take back what was paid too much; or more parts are done than there are. Settle the rest outside the instalments, or correct what is paid and done.") \
    X(423, "a pair that stands again, or of a row with itself", \
      "In a table of peers each pair stands once, and no row is its own peer: whether a row counts among its own is what `own` says in the pack. The pair was rejected, and for the row whose peer it names it is a value that is not known.") \
    X(424, "a row with two outcomes of a panel, or none", \
      "The rows of a panel must leave out nobody and meet nowhere. `hn check` proves it, or shows a row that two of them hold for, or none. The row was not calculated; correct the panel.") \
    X(425, "an override that does not say who, why or when", \
      "What a chair decides against the rules is recorded beside them: the outcome, who decided it, for what reason and on which day. Without one of these it cannot be told from a slip. The row was not calculated.") \
    X(430, "a row that the pack does not let in", \
      "A `must` of the pack says what a row has to be, and this row is not: the sentence says how. The row was not calculated and is in no sum. Correct it where it came from, and send it again.") \
    X(440, "a claim below nought", \
      "What claims money from a pot is nought or more, and so are its cap and its floor. Money that is owed back is settled outside the pot.") \
    X(441, "a pot that cannot be shared out", \
      "The pot is below nought before anything is paid from it, or its rows do not agree what is in it. Nothing is paid from it until that is put right; its rows have no value, and other pots are shared out all the same.") \
    X(500, "out of memory", "More memory was needed than is allowed.") \
    X(501, "too much work", \
      "The pack took more steps to load than it may. A pack is read once; a loop without end is the usual cause.") \
    X(502, "too many parts", "A pack may have at most 20,000 formulas, 200 deep.") \
    X(503, "a file is too long", "A source file of a pack is at most 64 kB, all together 1 MB.") \
    X(504, "stopped by the host", "The program that runs the kernel asked it to stop.") \
    X(505, "too deep", "Brackets or lists are nested deeper than allowed.") \
    X(600, "not a seal", \
      "The file is not what `hn calc --seal` writes: not JSON, or not a seal. Check that the right file was named.") \
    X(601, "a seal of another format", \
      "The format of a seal stands in its first line. This one was written by another version of hn; verify it with that one.") \
    X(602, "a seal that is not as it was written", \
      "The text of a seal carries its own hash, so that a seal that was edited, cut off or damaged is not taken for a wrong result. Take the seal from where it was first kept. The hash is no signature: who wants to deceive can make a new one.") \
    X(603, "not the pack that was sealed", \
      "A file of the pack is another than it was when the results were sealed, so they need not come out again. Take the pack at the version that the seal names.") \
    X(604, "not the data that was sealed", \
      "The values that were read are not those that were sealed. Take the data from where it was kept with the results, or see what was changed in it since.") \
    X(605, "not the results that were sealed", \
      "What the pack works out now, or the file of results that was given, is not what was sealed. Where pack and data are as they were, a file was changed after it was written, or another version of hn calculates otherwise: that is a fault to report.") \
    X(610, "not a line of a decision log", \
      "Each line of a decision log is one object of JSON, as `hn calc --log` writes it. A line that is not was passed over and not judged.") \
    X(611, "a decision log of another format", \
      "The format of a log stands at the beginning of each line. This one was written by another version of hn; judge it with that one.") \
    X(612, "a decision log that is not as it was written", \
      "A run in a log ends with a line that says how many lines it has and their hash. Lines were changed, added or taken out since. What is there is judged as it stands; take the log from where it was first kept. The hash is no signature: who wants to deceive can make a new one.") \
    X(613, "decisions of a pack that was not given", \
      "A decision is judged by the very pack that made it, file for file. Name the folder with the pack as it was then with --pack; from a version control system it can be had at its date.") \
    X(614, "decisions that go by other rows", \
      "The awards read other rows as well: sums, links, peers or an order. Lines that were taken out of a log, or a log that was cut off, do not hold those rows, so nothing can be said of them. Give the whole log.") \
    X(620, "two packs that cannot be compared", \
      "hn diff reads one file of cases for both packs, so both have to read the same records with the same id, by the same date and with the same marks for a missing value; and the award that is compared has to be money of the same kind.") \
    X(621, "no award to compare", \
      "hn diff counts who gets more and who gets less of an award that is for each row. Name one with --award; `hn check` lists them.") \
    X(622, "a column that cases are not grouped by", \
      "--by takes columns of the rows that have the award, and bands and other things of the pack that are one of a list or yes or no. Private columns never group a report.") \
    X(623, "a condition that cannot be read", \
      "--fail-if takes a quantity, one of > >= < <= = and an amount, and nothing more: 'cost > 0', 'losers > 25'.") \
    X(640, "values that cannot be gone through", \
      "--over takes a name and the values that it goes through: from, to and step, such as cap=8000..12000/500, dates with a step in days, or a list, such as cycles=1,2,3. From lies below to, and all together come to 10,000 points at most.") \
    X(641, "not a figure that can be asked for here", \
      "A sweep shows figures of the run; a target and a chart take figures that are numbers.") \
    X(642, "not a target", \
      "A target is a figure of the run, one of <= < = > >= and an amount, such as 'total <= 1500000.00', and nothing more. The figure has to be known wherever it is looked at.")

#endif
