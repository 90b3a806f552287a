/*
 * cover_stub.h - an example that was found, offered ready to paste.
 */
#ifndef HN_COVER_STUB_H
#define HN_COVER_STUB_H

#include "cover.h"

/* Runs what was found for a point as the example that it will be.  If it does
 * reach the point (`*offered`), it is written down as its stub, and what else
 * it reaches is noted.  False where memory is refused. */
bool hn_cover_offer(hn_cover *cover, hn_trials *trials, hn_point *point,
                    const hn_example *found, bool *offered);

#endif
