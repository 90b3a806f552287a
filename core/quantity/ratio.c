/*
 * ratio.c - exact arithmetic on fractions.
 *
 * Common factors are taken out before anything is multiplied, so the products
 * are already in lowest terms and one that does not fit says that the exact
 * result does not fit.  Only a sum can pass 128 bits on its way to a result
 * that fits; it is then worked out in 192.  Signs are kept apart: magnitudes
 * are unsigned, where going over is defined and cheap to see.
 */
#include "ratio.h"

__extension__ typedef unsigned __int128 wide_bits;

/* --- divisors ------------------------------------------------------------ */

static uint64_t gcd_bits(uint64_t a, uint64_t b)
{
    if (a == 0 || b == 0)
        return a | b;
    if (a == 1 || b == 1)
        return 1;
    int twos = __builtin_ctzll(a | b);
    a >>= __builtin_ctzll(a);
    while (b != 0) {
        b >>= __builtin_ctzll(b);
        uint64_t apart = a > b ? a - b : b - a;   /* no jump: it is a toss */
        a = a > b ? b : a;
        b = apart;
    }
    return a << twos;
}

static wide_bits gcd_wide(wide_bits a, wide_bits b)
{
    while ((a >> 64) != 0 || (b >> 64) != 0) {
        if (b == 0)
            return a;
        wide_bits rest = a % b;
        a = b;
        b = rest;
    }
    return gcd_bits((uint64_t)a, (uint64_t)b);
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

static wide_bits wide_magnitude(hn_wide value)
{
    return value < 0 ? 0 - (wide_bits)value : (wide_bits)value;
}

int64_t hn_gcd(int64_t a, int64_t b)
{
    uint64_t g = gcd_bits(magnitude(a), magnitude(b));
    return (int64_t)(g > INT64_MAX ? g / 2 : g);
}

bool hn_lcm(int64_t *out, int64_t a, int64_t b)
{
    int64_t lcm;
    if (a <= 0 || b <= 0 || __builtin_mul_overflow(a / hn_gcd(a, b), b, &lcm))
        return false;
    *out = lcm;
    return true;
}

/* --- making -------------------------------------------------------------- */

/* Sets a ratio of magnitudes in lowest terms, if they fit. */
static bool set(hn_ratio *out, bool negative, wide_bits num, wide_bits den)
{
    wide_bits most = ((wide_bits)1 << 127) - !negative;
    if (num > most || den > INT64_MAX)
        return false;
    out->num = (hn_wide)(negative ? 0 - num : num);
    out->den = num == 0 ? 1 : (int64_t)den;
    return true;
}

bool hn_ratio_make(hn_ratio *out, hn_wide num, hn_wide den)
{
    if (den == 0)
        return false;
    wide_bits n = wide_magnitude(num), d = wide_magnitude(den);
    wide_bits g = d == 1 ? 1 : gcd_wide(n, d);
    return set(out, (num < 0) != (den < 0), n / g, d / g);
}

hn_ratio hn_ratio_of(int64_t whole)
{
    return (hn_ratio){ whole, 1 };
}

/* --- 192 bits ------------------------------------------------------------ */

typedef struct long_bits { uint64_t low, mid, high; } long_bits;

static long_bits long_product(wide_bits a, uint64_t b)
{
    wide_bits low = (wide_bits)(uint64_t)a * b;
    wide_bits rest = (wide_bits)(uint64_t)(a >> 64) * b + (low >> 64);
    return (long_bits){ (uint64_t)low, (uint64_t)rest,
                        (uint64_t)(rest >> 64) };
}

static int compare_bits(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int long_compare(long_bits a, long_bits b)
{
    int order = compare_bits(a.high, b.high);
    if (order == 0)
        order = compare_bits(a.mid, b.mid);
    return order != 0 ? order : compare_bits(a.low, b.low);
}

static long_bits long_sum(long_bits a, long_bits b)
{
    wide_bits low = (wide_bits)a.low + b.low;
    wide_bits mid = (wide_bits)a.mid + b.mid + (low >> 64);
    return (long_bits){ (uint64_t)low, (uint64_t)mid,
                        a.high + b.high + (uint64_t)(mid >> 64) };
}

/* a - b, where a is not the lesser. */
static long_bits long_difference(long_bits a, long_bits b)
{
    wide_bits low = (wide_bits)a.low - b.low;
    wide_bits mid = (wide_bits)a.mid - b.mid - (uint64_t)(low >> 127);
    return (long_bits){ (uint64_t)low, (uint64_t)mid,
                        a.high - b.high - (uint64_t)(mid >> 127) };
}

/* Divides `*a` in place and returns the remainder. */
static uint64_t long_divide(long_bits *a, uint64_t by)
{
    wide_bits rest = a->high % by;
    a->high /= by;
    rest = rest << 64 | a->mid;
    a->mid = (uint64_t)(rest / by);
    rest = rest % by << 64 | a->low;
    a->low = (uint64_t)(rest / by);
    return (uint64_t)(rest % by);
}

/* --- sums ---------------------------------------------------------------- */

/*
 * With g = gcd(b, d) and t = a*(d/g) + c*(b/g):
 *
 *     a/b + c/d = t / (b/g * d),   and gcd(t, b/g * d) = gcd(t, g)
 *
 * so all that is left to take out divides g, which fits 64 bits.
 */
static bool add_long(hn_ratio *out, hn_ratio a, hn_ratio b, bool minus,
                     uint64_t g)
{
    uint64_t a_den = (uint64_t)a.den / g, b_den = (uint64_t)b.den / g;
    long_bits x = long_product(wide_magnitude(a.num), b_den);
    long_bits y = long_product(wide_magnitude(b.num), a_den);
    bool negative = a.num < 0, b_negative = (b.num < 0) != minus;
    if (negative == b_negative) {
        x = long_sum(x, y);
    } else if (long_compare(x, y) >= 0) {
        x = long_difference(x, y);
    } else {
        x = long_difference(y, x);
        negative = b_negative;
    }
    long_bits copy = x;
    uint64_t left = gcd_bits(long_divide(&copy, g), g);
    long_divide(&x, left);
    if (x.high != 0)
        return false;
    return set(out, negative, (wide_bits)x.mid << 64 | x.low,
               (wide_bits)a_den * ((uint64_t)b.den / left));
}

static bool is_short(hn_wide value)
{
    return value == (int64_t)value;
}

/* Most sums: numerators of 64 bits need no more than 128 on the way. */
static bool add_short(hn_ratio *out, hn_ratio a, hn_ratio b, bool minus,
                      uint64_t g)
{
    hn_wide x = a.num * (b.den / (int64_t)g);
    hn_wide y = b.num * (a.den / (int64_t)g);
    hn_wide t = minus ? x - y : x + y;
    wide_bits n = wide_magnitude(t);
    uint64_t left = g == 1 ? 1 : gcd_bits((uint64_t)(n % g), g);
    return set(out, t < 0, n / left,
               (wide_bits)((uint64_t)a.den / g) * ((uint64_t)b.den / left));
}

static bool add_or_subtract(hn_ratio *out, hn_ratio a, hn_ratio b, bool minus)
{
    if (a.den <= 0 || b.den <= 0)
        return false;
    hn_wide sum;
    if (a.den == 1 && b.den == 1) {
        if (minus ? __builtin_sub_overflow(a.num, b.num, &sum)
                  : __builtin_add_overflow(a.num, b.num, &sum))
            return false;
        *out = (hn_ratio){ sum, 1 };
        return true;
    }
    uint64_t g = (uint64_t)(a.den == b.den ? a.den : hn_gcd(a.den, b.den));
    if (is_short(a.num) && is_short(b.num))
        return add_short(out, a, b, minus, g);
    return add_long(out, a, b, minus, g);
}

bool hn_ratio_add(hn_ratio *out, hn_ratio a, hn_ratio b)
{
    return add_or_subtract(out, a, b, false);
}

bool hn_ratio_sub(hn_ratio *out, hn_ratio a, hn_ratio b)
{
    return add_or_subtract(out, a, b, true);
}

/* --- products ------------------------------------------------------------ */

/* an/ad * bn/bd, each in lowest terms, so that only an and bd, and bn and ad,
 * can have a factor in common. */
static bool product(hn_ratio *out, bool negative, wide_bits an, wide_bits ad,
                    wide_bits bn, wide_bits bd)
{
    wide_bits num, den;
    wide_bits g = gcd_wide(an, bd), h = gcd_wide(bn, ad);
    if (__builtin_mul_overflow(an / g, bn / h, &num)
        || __builtin_mul_overflow(ad / h, bd / g, &den))
        return false;
    return set(out, negative, num, den);
}

/* The same where all four fit 64 bits, as nearly always. */
static bool short_product(hn_ratio *out, bool negative, uint64_t an,
                          uint64_t ad, uint64_t bn, uint64_t bd)
{
    uint64_t g = gcd_bits(an, bd), h = gcd_bits(bn, ad);
    return set(out, negative, (wide_bits)(an / g) * (bn / h),
               (wide_bits)(ad / h) * (bd / g));
}

static bool multiply(hn_ratio *out, bool negative, wide_bits an, wide_bits ad,
                     wide_bits bn, wide_bits bd)
{
    if ((an | ad | bn | bd) >> 64 != 0)
        return product(out, negative, an, ad, bn, bd);
    return short_product(out, negative, (uint64_t)an, (uint64_t)ad,
                         (uint64_t)bn, (uint64_t)bd);
}

bool hn_ratio_mul(hn_ratio *out, hn_ratio a, hn_ratio b)
{
    if (a.den <= 0 || b.den <= 0)
        return false;
    return multiply(out, (a.num < 0) != (b.num < 0),
                    wide_magnitude(a.num), (wide_bits)a.den,
                    wide_magnitude(b.num), (wide_bits)b.den);
}

bool hn_ratio_div(hn_ratio *out, hn_ratio a, hn_ratio b)
{
    if (a.den <= 0 || b.den <= 0 || b.num == 0)
        return false;
    return multiply(out, (a.num < 0) != (b.num < 0),
                    wide_magnitude(a.num), (wide_bits)a.den,
                    (wide_bits)b.den, wide_magnitude(b.num));
}

int hn_ratio_compare(hn_ratio a, hn_ratio b)
{
    if (a.den == b.den || (a.num < 0) != (b.num < 0))
        return (a.num > b.num) - (a.num < b.num);
    if (is_short(a.num) && is_short(b.num)) {
        hn_wide x = a.num * b.den, y = b.num * a.den;
        return (x > y) - (x < y);
    }
    int order = long_compare(
        long_product(wide_magnitude(a.num), (uint64_t)b.den),
        long_product(wide_magnitude(b.num), (uint64_t)a.den));
    return a.num < 0 ? -order : order;
}
