/*
 * panels.h - whether the rows of a panel leave nobody out and meet nowhere.
 */
#ifndef HN_PANELS_H
#define HN_PANELS_H

#include "engine.h"

/* Tells, to the pack's report, of each panel for which that is not so, with a
 * case as an example to paste, or for which it could not be proved. */
void hn_panels_prove(hn_pack *pack);

#endif
