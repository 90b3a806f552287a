/* exits.h - what the program's exit code tells. */
#ifndef HN_EXITS_H
#define HN_EXITS_H

enum {
    HN_EXIT_DONE = 0,       /* nothing to report                             */
    HN_EXIT_FINDINGS = 1,   /* a failed example, lint                        */
    HN_EXIT_USE = 2,        /* could not run                                 */
    HN_EXIT_DATA = 3,       /* some rows were not calculated                 */
    HN_EXIT_LIMIT = 4,      /* a limit was hit                               */
    HN_EXIT_BUG = 70        /* a fault of the program                        */
};

#endif
