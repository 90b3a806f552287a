/*
 * fuzz_seal.c - any bytes as a seal; built as fuzz_csv.c is.
 */
#include "seals.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_any_seal((const char *)data, size);
    return 0;
}
