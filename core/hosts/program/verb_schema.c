/* verb_schema.c - `hn schema`: the columns that a pack reads. */
#include <stdlib.h>
#include <string.h>
#include "feeds.h"
#include "verbs.h"

static int print_schema(hn_say *say, const hn_pack *pack, const char *records,
                        int json)
{
    hn_file out;
    hn_sink sink;
    hn_error none = {0};
    hn_status status;
    int code;

    hn_file_open(&out, NULL, 0);
    sink = hn_file_sink(&out);
    status = json ? hn_schema_json(pack, records, &sink)
                  : hn_schema_csv(pack, records, &sink);
    code = out.error ? HN_EXIT_USE : hn_verb_fail(say, status, &none);
    return hn_verb_close(&out, say, code);
}

static int schema(const hn_options *options, hn_say *say)
{
    const char *records = options->value[HN_FLAG_RECORDS];
    hn_pack *pack = NULL;
    char *folder = NULL;
    int code = hn_verb_load(&pack, &folder, say, options->operands[0], NULL);

    if (code == HN_EXIT_DONE && records &&
        hn_feeds_records(pack, records, strlen(records)) < 0)
        code = hn_feeds_no_records(say, pack, records, NULL);
    if (code == HN_EXIT_DONE)
        code = print_schema(say, pack, records,
                            options->value[HN_FLAG_JSON] != NULL);
    hn_pack_free(pack);
    free(folder);
    return code;
}

static const hn_flag flags[] = {
    {HN_FLAG_CSV, 0, "csv", NULL,
     "an empty CSV table; so it is where nothing is said"},
    {HN_FLAG_JSON, 0, "json", NULL,
     "a JSON Schema of one row, with what the pack lets in"},
    {HN_FLAG_RECORDS, 0, "records", "NAME",
     "of these records; without it of the first"},
    {0}
};

const hn_verb hn_verb_schema = {
    "schema", "PACK", "the columns that a pack reads, as an empty table or a JSON Schema",
    flags, 1, 1, NULL, NULL, schema
};
