/*
 * test_sort.c - every order of a few, and what stands level stays as it stood.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../core/base/sort.h"

#define MOST 300

/* By tens, so that 12 and 17 stand level. */
static int by_tens(const void *ctx, int64_t a, int64_t b)
{
    (void)ctx;
    return (a / 10 > b / 10) - (a / 10 < b / 10);
}

static void insert(int64_t *items, int64_t count)
{
    for (int64_t i = 1; i < count; i++)
        for (int64_t k = i; k > 0
             && by_tens(NULL, items[k], items[k - 1]) < 0; k--) {
            int64_t other = items[k];
            items[k] = items[k - 1];
            items[k - 1] = other;
        }
}

static void check(const int64_t *items, int64_t count)
{
    int64_t got[MOST + 1], want[MOST + 1], work[MOST + 1];
    for (int64_t i = 0; i < count; i++)
        got[i] = want[i] = items[i];
    got[count] = 77;
    insert(want, count);
    hn_sort_by(got, work, count, by_tens, NULL);
    assert_memory_equal(got, want, (size_t)count * sizeof *got);
    assert_int_equal(got[count], 77);
}

static void all_of_up_to_five_in_every_order(void **state)
{
    (void)state;
    for (int count = 0; count <= 5; count++)
        for (int code = 0; code < 3125; code++) {
            int64_t items[5];
            for (int i = 0, left = code; i < count; i++, left /= 5)
                items[i] = left % 5 * 7 + i;
            check(items, count);
        }
}

static void many_at_random_and_in_order(void **state)
{
    uint64_t seed = 9;
    int64_t items[MOST];
    (void)state;
    for (int count = 6; count <= MOST; count += 7) {
        for (int i = 0; i < count; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            items[i] = (int64_t)(seed >> 33) % 900;
        }
        check(items, count);
        insert(items, count);
        check(items, count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_up_to_five_in_every_order),
        cmocka_unit_test(many_at_random_and_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
