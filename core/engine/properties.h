/*
 * properties.h - whether a property holds, and a case where it does not.
 */
#ifndef HN_PROPERTIES_H
#define HN_PROPERTIES_H

#include "engine.h"

/* Writes what is wrong (`wrong` stays empty where it holds), as it is printed
 * under a failed example, with cases that can be pasted into the pack; and how
 * it is known, in `how`.  HN_OK, HN_OVER_LIMIT when stopped as asked, or
 * HN_NO_MEMORY. */
hn_status hn_property_judge(hn_text *wrong, hn_text *how, const hn_pack *pack,
                            const hn_property *property, const hn_host *host,
                            hn_memory *memory);

#endif
