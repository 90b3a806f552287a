/*
 * number.h - reading and writing exact numbers as people write them.
 *
 * Reading never guesses: what could be read in two ways is refused with a
 * sentence that says why.  No locale is asked.
 */
#ifndef HN_NUMBER_H
#define HN_NUMBER_H

#include "ratio.h"
#include "unit.h"

typedef enum hn_number_style {
    HN_PLAIN,   /* -?digits[.digits] only                                 */
    HN_MONEY    /* also a pound sign, thousands, brackets for a negative  */
} hn_number_style;

/* Reads all of `text` (blanks around it are passed over) as a whole number of
 * 1/10^decimals (0 to 18): "1234.5" with 2 decimals is 123450.  Returns NULL
 * and sets `*out`, or a sentence without full stop that says what is wrong:
 * "has more than 2 decimals", "is too large".
 * The sentence is static text and holds no digit of the value. */
const char *hn_number_read(int64_t *out, hn_slice text, int decimals,
                           hn_number_style style);

/* The same, as a ratio with as many decimals as stand there (at most 18). */
const char *hn_ratio_read(hn_ratio *out, hn_slice text,
                          hn_number_style style);

/* For one who may quote the text that was refused: writes what comes after it,
 * "could be 1.23 or 123: write the one that is meant".  False, and nothing is
 * written, where there is no more to say than reading said. */
bool hn_number_advise(hn_text *out, hn_slice text, hn_number_style style);

/* Writes value/10^decimals: "1250.00", "-3"; never thousands. */
void hn_number_write(hn_text *out, int64_t value, int decimals);

/* For people: £1,250.00, £1,250.00 a year, 3 weeks, 1 week, 2.5 places, 3%;
 * trailing noughts of a number that is not money are left out, thousands have
 * commas.  A value that no finite decimal shows is rounded to 6 decimals and
 * preceded by "about ". */
void hn_amount_write(hn_text *out, hn_ratio value, hn_unit unit);
void hn_percent_write(hn_text *out, hn_ratio value);   /* 0.035 is 3.5%   */

/* For programs: the shortest exact decimal; if there is none, "num/den".
 * `least` decimals at least (2 for money). */
void hn_ratio_write(hn_text *out, hn_ratio value, int least);

#endif
