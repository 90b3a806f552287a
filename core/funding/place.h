/*
 * place.h - what places cost, and the high needs block they are paid from.
 *
 * Two calendars meet here.  Money is by financial year, April to March; places
 * are by academic year.  So every financial year has two numbers of places,
 * and the year is split where the second begins: after 5 months for places
 * before 16 (April to August), after 4 for those after 16 (April to July).
 *
 * For every function of this folder:
 *   - numbers are exact and nothing is rounded, unless the name says so: the
 *     caller rounds, once, where its rule says;
 *   - money is pounds, a percent is its fraction (3% is 0.03);
 *   - it returns NULL and sets `*out`, or returns a static sentence without
 *     full stop that says why there is no result, and leaves `*out` alone.
 *     One that says HN_FUNDING_OUT_OF_RANGE (functions.h) stands for any
 *     result, or step on the way to one, that no hn_ratio can hold;
 *   - nothing is allocated and nothing kept: arrays are the caller's.
 */
#ifndef HN_FUNDING_PLACE_H
#define HN_FUNDING_PLACE_H

#include "../quantity/ratio.h"

/*
 * Place funding of a financial year, and what is deducted from the high needs
 * block for it where the Department pays the places (recoupment):
 *
 *     rate x (before x months_before + after x (12 - months_before)) / 12
 *
 * rate: pounds a place for a full year.  before, after: places in the two
 * parts of the year, fractions allowed.  months_before: months until the
 * number changes, 5 before 16 and 4 after.
 * Refused: months_before below 0 or above 12.
 *
 * Exact.  Of the 1,761 published lines of 2020-21 and 2021-22 that have
 * places, 1,680 are this rounded up to the pound, 73 are £1 above that and 8
 * are rounded down; the data does not show why.
 * Trap: lines for hospital places hold pounds in the columns of places, and
 * have no rate: they are sums of money, not for this function.
 * Source: recomputed from the Department's published high needs deductions,
 * 2020-21 to 2023-24 (3,595 lines, none further out than £1).
 *
 *     10,000 a place, 3 places then 2, 5 months before: 24,166 2/3
 */
const char *hn_funding_place(hn_ratio *out, hn_ratio rate, hn_ratio before,
                             hn_ratio after, hn_ratio months_before);

/*
 * The same in its two parts, April to the change and from there to March; what
 * hn_funding_place gives is their sum.  So a split year equals the whole year
 * before rounding, and may differ by £1 once each part is rounded up.
 */
const char *hn_funding_place_parts(hn_ratio *first, hn_ratio *second,
                                   hn_ratio rate, hn_ratio before,
                                   hn_ratio after, hn_ratio months_before);

/*
 * A full year of a unit or resourced provision in a mainstream school, in
 * pounds a year: its places have two rates.
 *
 *     occupied x rate_occupied + (places - occupied) x rate_empty
 *
 * A filled place has the lower rate (£6,000), since its pupil draws formula
 * money as well; an empty one the higher (£10,000).
 * Refused: occupied below 0, or more occupied than places.
 * Source: both rates stand in the Department's published deductions.  That
 * "occupied" is asked of pupils on roll at the October census is common
 * knowledge of the guide that no source in hand confirms: `occupied` is
 * therefore an input.
 */
const char *hn_funding_unit_places(hn_ratio *out, hn_ratio places,
                                   hn_ratio occupied, hn_ratio rate_occupied,
                                   hn_ratio rate_empty);

/*
 * The high needs block of one authority before deductions, in pounds:
 *
 *     nff + rate x pupils + import_export + free_schools + hospital
 *         + additional
 *
 * the Department's columns A + B x C + D + E + F + H.  nff: what the national
 * formula gives beyond the basic entitlement.  rate: the basic entitlement,
 * adjusted for area costs, to the penny.  pupils: in special schools, to 1/100.
 * import_export: £6,000 for each pupil gained less each lost; quarters of a
 * pupil occur, and it is below 0 where more leave than come.  hospital and
 * additional: 0 in the years that have no such column.
 *
 * Exact.  The published figure is the ceiling to the whole pound, once, for
 * each authority.  Trap: the row of England is the sum of the authorities'
 * rows, not this formula on its own averages.
 * Source: recomputed from the published allocations, 2020-21 to 2023-24, exact
 * for all 600.
 */
typedef struct hn_funding_columns {
    hn_ratio nff, rate, pupils, import_export, free_schools, hospital,
             additional;
} hn_funding_columns;

const char *hn_funding_block(hn_ratio *out, const hn_funding_columns *columns);

/*
 * One part of a grant that is dealt out in proportion: part x grant / whole.
 * The additional high needs allocation is this, on column G.
 * Refused: a whole that is not above 0.
 *
 * Trap: a printed percentage (4.59% in 2023-24) is the rounded quotient; going
 * by it errs by thousands of pounds.  Take the grant and the sum of the column.
 * Source: the allocation of 2023-24 is the ceiling of part x 400,000,000 /
 * sum of column G for 151 of 151 authorities; that of 2022-23, with
 * 325,000,000, for 148 of 150.
 */
const char *hn_funding_share_of_grant(hn_ratio *out, hn_ratio part,
                                      hn_ratio whole, hn_ratio grant);

/*
 * A grant of whole pounds dealt out as the Department does: each part rounded
 * up to the pound, so that the parts come to more than the grant by fewer
 * pounds than there are parts.  `*excess` is by how many.  To deal out exactly
 * the grant and no more, take hn_share (round.h).
 *
 * grant and weights: none below 0, the weights not all 0; `parts` has room for
 * `count` of them.
 */
const char *hn_funding_deal_up(int64_t *parts, int64_t *excess, int64_t grant,
                               const int64_t *weights, int count);

#endif
