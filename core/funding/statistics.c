/*
 * statistics.c - the middle, the quarters and the place of exact numbers.
 */
#include "statistics.h"

/* --- order ----------------------------------------------------------------- */

static void swap(hn_ratio *a, hn_ratio *b)
{
    hn_ratio kept = *a;
    *a = *b;
    *b = kept;
}

/* Lets the value at `at` sink in a heap whose highest stands first. */
static void sink(hn_ratio *heap, int64_t at, int64_t count)
{
    for (;;) {
        int64_t child = 2 * at + 1;
        if (child >= count)
            return;
        if (child + 1 < count
            && hn_ratio_compare(heap[child], heap[child + 1]) < 0)
            child++;
        if (hn_ratio_compare(heap[at], heap[child]) >= 0)
            return;
        swap(&heap[at], &heap[child]);
        at = child;
    }
}

static bool is_sorted(const hn_ratio *values, int64_t count)
{
    for (int64_t i = 1; i < count; i++)
        if (hn_ratio_compare(values[i - 1], values[i]) > 0)
            return false;
    return true;
}

/* Equal numbers are one and the same, so that their order says nothing. */
void hn_sort(hn_ratio *values, int64_t count)
{
    if (is_sorted(values, count))
        return;
    for (int64_t i = count / 2; i-- > 0;)
        sink(values, i, count);
    for (int64_t left = count - 1; left > 0; left--) {
        swap(&values[0], &values[left]);
        sink(values, 0, left);
    }
}

/* How many numbers lie below `value`, or with `same` also at it. */
static int64_t below(hn_ratio value, const hn_ratio *sorted, int64_t count,
                     bool same)
{
    int64_t low = 0, high = count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        int order = hn_ratio_compare(sorted[middle], value);
        if (order < 0 || (same && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* --- quartiles ------------------------------------------------------------- */

void hn_quartile_place(int64_t count, int quartile, int64_t *at, int *rest)
{
    int64_t quarters = (count - 1) * quartile;
    *at = quarters / 4;
    *rest = (int)(quarters % 4);
}

bool hn_quartile_value(hn_ratio *out, const hn_ratio *sorted, int64_t count,
                       int quartile)
{
    int64_t at;
    int rest;
    hn_quartile_place(count, quartile, &at, &rest);
    hn_ratio a = sorted[at];
    hn_ratio b = rest ? sorted[at + 1] : a;
    if (hn_ratio_compare(a, b) == 0) {
        *out = a;
        return true;
    }
    hn_ratio sum;
    return hn_ratio_mul(&a, a, hn_ratio_of(4 - rest))
           && hn_ratio_mul(&b, b, hn_ratio_of(rest))
           && hn_ratio_add(&sum, a, b)
           && hn_ratio_div(out, sum, hn_ratio_of(4));
}

bool hn_median(hn_ratio *out, const hn_ratio *sorted, int64_t count)
{
    return hn_quartile_value(out, sorted, count, 2);
}

/* --- the place of a value -------------------------------------------------- */

int64_t hn_rank(hn_ratio value, const hn_ratio *sorted, int64_t count,
                bool highest_first)
{
    return 1 + (highest_first ? count - below(value, sorted, count, true)
                              : below(value, sorted, count, false));
}

bool hn_quarter(int *out, hn_ratio value, const hn_ratio *sorted,
                int64_t count, bool highest_first)
{
    for (int quarter = 1; quarter < 4; quarter++) {
        hn_ratio edge;
        if (!hn_quartile_value(&edge, sorted, count,
                               highest_first ? 4 - quarter : quarter))
            return false;
        int order = hn_ratio_compare(value, edge);
        if (highest_first ? order >= 0 : order <= 0) {
            *out = quarter;
            return true;
        }
    }
    *out = 4;
    return true;
}
