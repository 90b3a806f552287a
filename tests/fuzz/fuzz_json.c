/*
 * fuzz_json.c - any bytes as JSON Lines and as a JSON document; built as
 * fuzz_csv.c is.
 */
#include "tables.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_any(HN_TABLE_JSONL, (const char *)data, size);
    read_any(HN_TABLE_JSON, (const char *)data, size);
    return 0;
}
