/*
 * probe.h - one pack run again and again over data that is read once, with
 * other values for its parameters each time.
 *
 * A parameter's value is settled while a pack loads, so that each value is a
 * load of its own, which takes milliseconds.  Warnings of the pack were told
 * when the host loaded it; what there is to tell of the data is told by the
 * first run alone.
 */
#ifndef HN_PROBE_H
#define HN_PROBE_H

#include "engine.h"

/* All the bytes of a source. */
typedef struct hn_kept { hn_text bytes; size_t at; } hn_kept;

typedef struct hn_probe {
    const hn_pack *pack;      /* as it stands                                */
    const hn_host *host;
    hn_calc_options calc;
    hn_error *err;
    hn_memory memory;
    hn_arena arena;
    hn_source *sources;       /* over `kept`                                 */
    hn_kept *kept;
    int source_count;
    bool ran;                 /* what there is to tell has been told         */
} hn_probe;

/* `host` must live as long; it may be NULL.  hn_probe_close(). */
void hn_probe_open(hn_probe *out, const hn_pack *pack, const hn_host *host,
                   hn_error *err);
void hn_probe_close(hn_probe *probe);
/* Reads the sources to their ends and holds them. */
hn_status hn_probe_hold(hn_probe *probe, const hn_source *sources, int count);
/* From the beginning again. */
void hn_probe_rewind(hn_probe *probe);

/* Loads the pack with `more` beside its own sets; hn_pack_free(). */
hn_status hn_probe_load(hn_pack **out, hn_probe *probe, const hn_set *more,
                        int count);
/* What a parameter of it is for people; NULL where memory was refused. */
const char *hn_probe_said(hn_probe *probe, const hn_pack *pack,
                          const char *param);
/* Runs it: HN_OK or HN_BAD_DATA with a summary, for hn_summary_free(). */
hn_status hn_probe_run(hn_summary **out, hn_probe *probe,
                       const hn_pack *pack);

/* Tells one thing that is wrong with what was asked, and gives HN_BAD_USE. */
hn_status hn_probe_refuse(hn_probe *probe, int code, const char *where,
                          const char *help, const char *message);
/* A text made of parts, in the probe's arena; NULL where memory was refused. */
const char *hn_probe_text(hn_probe *probe, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
