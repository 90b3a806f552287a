/*
 * verdicts.c - see verdicts.h.
 */
#include "verdicts.h"

#include <string.h>

void hn_verdicts_init(hn_verdicts *verdicts, const hn_pack *pack,
                      const hn_test_options *options, hn_memory *memory)
{
    *verdicts = (hn_verdicts){.pack = pack, .quiet = options->quiet,
                              .junit = options->junit};
    hn_text_init(&verdicts->out, memory);
    hn_text_init(&verdicts->names, memory);
}

void hn_verdicts_dispose(hn_verdicts *verdicts)
{
    hn_text_dispose(&verdicts->out);
    hn_text_dispose(&verdicts->names);
}

bool hn_verdict_wanted(const hn_test_options *options, const char *name)
{
    return !options->run || strstr(name, options->run);
}

static const char *file_of(hn_place place)
{
    return place.file ? place.file : "";
}

/* --- for people ---------------------------------------------------------- */

static void say(hn_verdicts *v, const char *name, hn_place place,
                const hn_text *wrong)
{
    if (wrong->len == 0) {
        if (!v->quiet)
            hn_text_addf(&v->out, "ok   %s\n", name);
        return;
    }
    hn_text_addf(&v->out, "FAIL %s (%s:%d)\n", name, file_of(place),
                 place.line);
    hn_text_add_n(&v->out, wrong->at, wrong->len);
    hn_text_addf(&v->names, "  %s\n", name);
}

/* --- JUnit --------------------------------------------------------------- */

static void add_attribute(hn_text *out, const char *name, const char *text)
{
    hn_text_addf(out, " %s=\"", name);
    hn_write_xml_text(out, hn_slice_of(text));
    hn_text_add_char(out, '"');
}

/* The first line, without its indent. */
static void add_message(hn_text *out, const hn_text *wrong)
{
    const char *end = memchr(wrong->at, '\n', wrong->len);
    size_t len = end ? (size_t)(end - wrong->at) : wrong->len, from = 0;
    while (from < len && wrong->at[from] == ' ')
        from++;
    hn_text_add(out, " message=\"");
    hn_write_xml_text(out, (hn_slice){wrong->at + from, len - from});
    hn_text_add_char(out, '"');
}

static void add_case(hn_verdicts *v, const char *name, hn_place place,
                     const hn_text *wrong)
{
    hn_text *out = &v->out;
    hn_text_add(out, "    <testcase");
    add_attribute(out, "classname", hn_pack_name(v->pack));
    add_attribute(out, "name", name);
    add_attribute(out, "file", file_of(place));
    hn_text_addf(out, " line=\"%d\"", place.line);
    if (wrong->len == 0) {
        hn_text_add(out, "/>\n");
        return;
    }
    hn_text_add(out, ">\n      <failure");
    add_message(out, wrong);
    hn_text_add(out, ">\n");
    hn_write_xml_text(out, (hn_slice){wrong->at, wrong->len});
    hn_text_add(out, "</failure>\n    </testcase>\n");
}

static void wrap_cases(hn_verdicts *v, hn_text *out)
{
    hn_text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<testsuites>\n  <testsuite");
    add_attribute(out, "name", hn_pack_name(v->pack));
    hn_text_addf(out, " tests=\"%d\" failures=\"%d\" errors=\"0\">\n",
                 v->counts.passed + v->counts.failed, v->counts.failed);
    hn_text_add_n(out, v->out.at, v->out.len);
    hn_text_add(out, "  </testsuite>\n</testsuites>\n");
}

/* --- all together -------------------------------------------------------- */

void hn_verdict_add(hn_verdicts *verdicts, const char *name, hn_place place,
                    const hn_text *wrong)
{
    verdicts->counts.passed += wrong->len == 0;
    verdicts->counts.failed += wrong->len > 0;
    if (verdicts->junit)
        add_case(verdicts, name, place, wrong);
    else
        say(verdicts, name, place, wrong);
}

void hn_verdict_property(hn_verdicts *verdicts, const char *name,
                         hn_place place, const hn_text *wrong, hn_text *how)
{
    size_t end = verdicts->out.len;
    hn_verdict_add(verdicts, name, place, wrong);
    if (wrong->len || verdicts->junit || verdicts->out.len == end)
        return;
    verdicts->out.len--;
    hn_text_addf(&verdicts->out, " (%s)\n", hn_text_string(how));
}

static void gather(hn_verdicts *v, hn_text *out)
{
    if (v->junit) {
        wrap_cases(v, out);
        return;
    }
    hn_text_add_n(out, v->out.at, v->out.len);
    if (v->out.len == 0 && v->pack->graph.example_count == 0
        && v->pack->graph.property_count == 0 && !v->quiet)
        hn_text_add(out, "The pack has no examples.\n");
    if (v->counts.failed)
        hn_text_addf(out, "Failed:\n%s", hn_text_string(&v->names));
}

hn_status hn_verdicts_print(hn_verdicts *verdicts, const hn_sink *sink,
                            hn_error *err)
{
    hn_status status = verdicts->counts.failed ? HN_FINDINGS : HN_OK;
    hn_text all;
    hn_text_init(&all, verdicts->out.memory);
    gather(verdicts, &all);
    if (all.failed || verdicts->out.failed || verdicts->names.failed)
        status = hn_no_memory(err);
    else if (!hn_flush(sink, &all))
        status = hn_fail(err, HN_IO, 0, "",
                         "the answers could not be written");
    hn_text_dispose(&all);
    return status;
}
