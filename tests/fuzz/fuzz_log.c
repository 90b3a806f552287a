/*
 * fuzz_log.c - any bytes as a decision log; built as fuzz_csv.c is.
 */
#include "logs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    judge_any_log((const char *)data, size);
    return 0;
}
