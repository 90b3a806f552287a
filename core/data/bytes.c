/*
 * bytes.c - what can be asked of many bytes at once.
 */
#include "decode.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define HIGH UINT64_C(0x8080808080808080)
#define ONES UINT64_C(0x0101010101010101)

bool hn_bytes_plain(const char *at, size_t len)
{
    uint64_t bad = 0;
    size_t i = 0;
    for (; i + 8 <= len; i += 8) {
        uint64_t word;
        memcpy(&word, at + i, sizeof word);
        bad |= word | ((word - ONES) & ~word);
    }
    for (; i < len; i++)
        bad |= (uint64_t)(at[i] == '\0' || (unsigned char)at[i] >= 0x80) << 7;
    return (bad & HIGH) == 0;
}

bool hn_bytes_fit(const char *at, size_t len, size_t *bad)
{
    size_t other = len;
    if (hn_bytes_plain(at, len))
        return true;
    const char *nul = memchr(at, '\0', len);
    bool fits = hn_text_is_utf8(at, len, &other);
    *bad = fits ? len : other;
    if (nul && (size_t)(nul - at) < *bad)
        *bad = (size_t)(nul - at);
    return fits && !nul;
}

/* An LF ends a line, and so does a CR that no LF follows. */
static int64_t count_simply(const char *at, const char *end)
{
    int64_t lines = 0;
    for (; at < end; at++) {
        bool pair = at + 1 < end && at[1] == '\n';
        lines += *at == '\n' || (*at == '\r' && !pair);
    }
    return lines;
}

#ifdef __SSE2__

/* Each of 16 lanes counts to 255 at most, so they are emptied before that.
 * Looks at the byte after the last. */
static __m128i count_lanes(const char *at, int steps)
{
    const __m128i lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
    __m128i sum = _mm_setzero_si128();
    for (int i = 0; i < steps; i++, at += 16) {
        const void *now = at, *then = at + 1;
        __m128i here = _mm_loadu_si128((const __m128i *)now);
        __m128i next = _mm_loadu_si128((const __m128i *)then);
        __m128i is_cr = _mm_cmpeq_epi8(here, cr);
        __m128i pair = _mm_and_si128(is_cr, _mm_cmpeq_epi8(next, lf));
        sum = _mm_sub_epi8(sum, _mm_cmpeq_epi8(here, lf));
        sum = _mm_sub_epi8(sum, _mm_andnot_si128(pair, is_cr));
    }
    return _mm_sad_epu8(sum, _mm_setzero_si128());
}

int64_t hn_count_lines(const char *at, size_t len)
{
    const char *end = at + len;
    int64_t lines = 0;
    while (end - at > 16) {
        int64_t steps = (end - at - 1) / 16;
        steps = steps < 255 ? steps : 255;
        __m128i sums = count_lanes(at, (int)steps);
        lines += _mm_cvtsi128_si32(sums)
               + _mm_cvtsi128_si32(_mm_srli_si128(sums, 8));
        at += steps * 16;
    }
    return lines + count_simply(at, end);
}

#else

int64_t hn_count_lines(const char *at, size_t len)
{
    return count_simply(at, at + len);
}

#endif
