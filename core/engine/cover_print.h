/*
 * cover_print.h - the points of a pack and what reaches them, printed.
 */
#ifndef HN_COVER_PRINT_H
#define HN_COVER_PRINT_H

#include "cover.h"
#include "engine.h"

/* `out` has failed where memory was refused. */
void hn_cover_print(hn_text *out, const hn_cover *cover, const hn_pack *pack,
                    int examples, const hn_coverage_counts *counts,
                    hn_format format);

#endif
