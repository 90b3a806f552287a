/* test_memory.c - metering, limits and arenas. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "../../core/base/memory.h"
#include "starve.h"

static void what_is_used_is_counted_as_it_was_asked(void **state)
{
    (void)state;
    hn_memory m;
    hn_memory_init(&m, NULL, NULL, 0);
    char *a = hn_memory_alloc(&m, 100);
    for (int i = 0; i < 100; i++)
        assert_int_equal(a[i], 0);
    assert_int_equal(m.used, 100);
    a = hn_memory_resize(&m, a, 100, 300);
    assert_int_equal(m.used, 300);
    a = hn_memory_resize(&m, a, 300, 50);
    assert_int_equal(m.used, 50);
    assert_int_equal(m.peak, 300);
    hn_memory_free(&m, a, 50);
    hn_memory_free(&m, NULL, 50);
    assert_int_equal(m.used, 0);
    assert_int_equal(m.peak, 300);
}

static void a_limit_refuses_and_leaves_what_was_there(void **state)
{
    (void)state;
    hn_memory m;
    hn_memory_init(&m, NULL, NULL, 100);
    char *a = hn_memory_alloc(&m, 60);
    a[0] = 'x';
    assert_null(hn_memory_alloc(&m, 41));
    assert_null(hn_memory_resize(&m, a, 60, 101));
    assert_null(hn_memory_alloc(&m, SIZE_MAX));
    assert_int_equal(a[0], 'x');
    assert_int_equal(m.used, 60);
    char *b = hn_memory_alloc(&m, 40);
    assert_non_null(b);
    hn_memory_free(&m, a, 60);
    hn_memory_free(&m, b, 40);
    assert_int_equal(m.used, 0);
    assert_int_equal(m.peak, 100);
}

static void a_block_of_nothing_is_not_a_refusal(void **state)
{
    (void)state;
    hn_memory m;
    hn_memory_init(&m, NULL, NULL, 0);
    char *a = hn_memory_alloc(&m, 0);
    assert_non_null(a);
    a = hn_memory_resize(&m, a, 0, 10);
    assert_int_equal(m.used, 10);
    assert_null(hn_memory_resize(&m, a, 10, 0));
    assert_int_equal(m.used, 0);
}

static void a_refused_host_is_not_counted(void **state)
{
    (void)state;
    starve s = { .left = 1 };
    hn_memory m;
    hn_memory_init(&m, starve_resize, &s, 0);
    void *a = hn_memory_alloc(&m, 10);
    assert_null(hn_memory_resize(&m, a, 10, 20));
    assert_int_equal(m.used, 10);
    assert_int_equal(m.peak, 10);
    hn_memory_free(&m, a, 10);
    assert_int_equal(s.held, 0);
}

static void *take_and_give(void *memory)
{
    for (int i = 0; i < 20000; i++) {
        void *p = hn_memory_alloc(memory, 64);
        if (p)
            hn_memory_free(memory, p, 64);
    }
    return NULL;
}

static void threads_share_one_count(void **state)
{
    (void)state;
    pthread_t threads[4];
    hn_memory m;
    hn_memory_init(&m, NULL, NULL, 128);
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, take_and_give, &m),
                         0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(m.used, 0);
    assert_in_range(m.peak, 64, 128);
}

static void an_arena_gives_zeroed_aligned_room(void **state)
{
    (void)state;
    hn_memory m;
    hn_arena arena;
    hn_memory_init(&m, NULL, NULL, 0);
    hn_arena_init(&arena, &m);
    static const size_t sizes[] = { 1, 0, 15, 16, 17, 4000, 100, 9000, 3,
                                    100000, 5, 3000000, 7, 4096, 8192 };
    char *at[sizeof sizes / sizeof sizes[0]];
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        at[i] = hn_arena_alloc(&arena, sizes[i]);
        assert_non_null(at[i]);
        assert_int_equal((uintptr_t)at[i] % 16, 0);
        for (size_t j = 0; j < sizes[i]; j++)
            assert_int_equal(at[i][j], 0);
        memset(at[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        for (size_t j = 0; j < sizes[i]; j++)
            assert_int_equal(at[i][j], i + 1);
    assert_in_range(m.used, 3113000, 3300000);
    hn_arena_dispose(&arena);
    assert_int_equal(m.used, 0);
}

static void a_large_block_does_not_waste_the_newest(void **state)
{
    (void)state;
    hn_memory m;
    hn_arena arena;
    hn_memory_init(&m, NULL, NULL, 0);
    hn_arena_init(&arena, &m);
    char *a = hn_arena_alloc(&arena, 16);
    assert_non_null(hn_arena_alloc(&arena, 100000));
    char *b = hn_arena_alloc(&arena, 16);
    assert_ptr_equal(b, a + 16);
    hn_arena_dispose(&arena);
}

static void small_pieces_share_blocks(void **state)
{
    (void)state;
    hn_memory m;
    hn_arena arena;
    hn_memory_init(&m, NULL, NULL, 0);
    hn_arena_init(&arena, &m);
    for (int i = 0; i < 10000; i++)
        assert_non_null(hn_arena_alloc(&arena, 16));
    assert_in_range(m.used, 160000, 330000);
    hn_arena_dispose(&arena);
    assert_non_null(hn_arena_alloc(&arena, 100000));   /* large, and first */
    hn_arena_dispose(&arena);
    assert_int_equal(m.used, 0);
}

static void a_refusal_sticks_to_the_arena(void **state)
{
    (void)state;
    hn_memory m;
    hn_arena arena;
    hn_memory_init(&m, NULL, NULL, 8000);
    hn_arena_init(&arena, &m);
    assert_non_null(hn_arena_alloc(&arena, 100));
    assert_null(hn_arena_alloc(&arena, 5000));
    assert_null(hn_arena_alloc(&arena, SIZE_MAX));
    assert_non_null(hn_arena_alloc(&arena, 100));
    assert_true(arena.failed);
    hn_arena_dispose(&arena);
    assert_int_equal(m.used, 0);
}

static void texts_are_copied(void **state)
{
    (void)state;
    hn_memory m;
    hn_arena arena;
    hn_memory_init(&m, NULL, NULL, 0);
    hn_arena_init(&arena, &m);
    assert_string_equal(hn_arena_text(&arena, "cap"), "cap");
    assert_string_equal(hn_arena_text(&arena, ""), "");
    assert_string_equal(hn_arena_text_n(&arena, "school", 3), "sch");
    assert_string_equal(hn_arena_text_n(&arena, NULL, 0), "");
    assert_null(hn_arena_text_n(&arena, "x", SIZE_MAX));
    hn_arena_dispose(&arena);
}

static void an_array_grows_and_keeps_what_it_has(void **state)
{
    (void)state;
    hn_memory m;
    hn_arena arena;
    hn_memory_init(&m, NULL, NULL, 0);
    hn_arena_init(&arena, &m);
    int *array = NULL, cap = 0;
    for (int i = 0; i < 5000; i++) {
        array = hn_arena_grow(&arena, array, i, &cap, sizeof *array);
        assert_non_null(array);
        assert_true(cap > i);
        array[i] = i;
    }
    for (int i = 0; i < 5000; i++)
        assert_int_equal(array[i], i);
    cap = INT32_MAX / 2 + 1;
    assert_null(hn_arena_grow(&arena, array, cap, &cap, 1));
    assert_true(arena.failed);
    hn_arena_dispose(&arena);
}

static bool fill_an_arena(hn_memory *memory)
{
    hn_arena arena;
    int *array = NULL, cap = 0, n = 0;
    hn_arena_init(&arena, memory);
    for (; n < 30000; n++) {
        int *more = hn_arena_grow(&arena, array, n, &cap, sizeof *array);
        if (!more)
            break;
        array = more;
        array[n] = n;
    }
    hn_arena_text(&arena, "end");
    bool well = n == 30000 && !arena.failed;
    hn_arena_dispose(&arena);
    return well;
}

static void an_arena_lives_through_every_refusal(void **state)
{
    (void)state;
    assert_in_range(starve_walk(fill_an_arena), 5, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_used_is_counted_as_it_was_asked),
        cmocka_unit_test(a_limit_refuses_and_leaves_what_was_there),
        cmocka_unit_test(a_block_of_nothing_is_not_a_refusal),
        cmocka_unit_test(a_refused_host_is_not_counted),
        cmocka_unit_test(threads_share_one_count),
        cmocka_unit_test(an_arena_gives_zeroed_aligned_room),
        cmocka_unit_test(a_large_block_does_not_waste_the_newest),
        cmocka_unit_test(small_pieces_share_blocks),
        cmocka_unit_test(a_refusal_sticks_to_the_arena),
        cmocka_unit_test(texts_are_copied),
        cmocka_unit_test(an_array_grows_and_keeps_what_it_has),
        cmocka_unit_test(an_arena_lives_through_every_refusal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
