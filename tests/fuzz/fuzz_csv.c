/*
 * fuzz_csv.c - any bytes as CSV, behind a good header and without one.
 *
 *     clang -g -O1 -fsanitize=fuzzer,address,undefined -I. -Icore \
 *         tests/fuzz/fuzz_csv.c build/asan/libhighneeds.a ...
 */
#include "tables.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t head = sizeof HEADER - 1;
    char *text = malloc(head + 1 + size);
    memcpy(text, HEADER "\n", head + 1);
    if (size > 0)
        memcpy(text + head + 1, data, size);
    read_any(HN_TABLE_CSV, text, head + 1 + size);
    read_any(HN_TABLE_CSV, text + head + 1, size);
    free(text);
    return 0;
}
