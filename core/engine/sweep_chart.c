/*
 * sweep_chart.c - a sweep over one thing as an SVG step chart: one panel for
 * each figure, one below the other, over the same values.
 *
 * Between two values nothing is known: each figure is drawn as it is up to the
 * next value, and then changes there.  A cliff is a change by itself: more
 * than twice that of the steps beside it.  All coordinates are whole numbers
 * of pixels, so that the same sweep is the same bytes everywhere.
 */
#include "sweep.h"
#include "../quantity/number.h"

#define WIDTH 760
#define LEFT 120              /* of the plot                                 */
#define RIGHT 730
#define TOP 64                /* of the first panel                          */
#define PANEL 270             /* from one panel to the next                  */
#define PLOT 180              /* the height of what is drawn in it           */
#define HEAD 26               /* above it, for the name of the figure        */
#define MOST_TICKS 6
#define MOST_NAMED 6          /* cliffs of a panel whose size is written     */
#define MOST_DOTS 60
#define UNIT INT64_C(1000000000)      /* positions are counted in 1/UNIT     */

typedef struct chart {
    hn_sweep_run *sweep;
    hn_text *out;
    hn_wide left, right;      /* the values at the ends                      */
    hn_wide low, high;        /* of the panel in hand                        */
    hn_wide tick;             /* from one of its lines to the next           */
    int top;                  /* of its plot                                 */
} chart;

/* --- positions ----------------------------------------------------------- */

static hn_wide units(hn_ratio number)
{
    return number.num / number.den * UNIT
           + number.num % number.den * UNIT / number.den;
}

/* Where there are no numbers, values stand at equal distances. */
static hn_wide place(const chart *c, int point)
{
    const hn_axis *axis = &c->sweep->axes[0];
    return axis->numbers ? units(axis->numbers[point])
                         : (hn_wide)point * UNIT;
}

static int across(const chart *c, int point)
{
    if (c->right == c->left)
        return (LEFT + RIGHT) / 2;
    return LEFT + (int)((place(c, point) - c->left) * (RIGHT - LEFT)
                        / (c->right - c->left));
}

static int down(const chart *c, hn_wide value)
{
    return c->top + PLOT
           - (int)((value - c->low) * PLOT / (c->high - c->low));
}

static hn_wide whole(hn_wide value, hn_wide step, bool up)
{
    hn_wide times = value / step;
    if (times * step > value)
        times--;
    if (up && times * step < value)
        times++;
    return times * step;
}

/* 1, 2 or 5 times a power of ten, so that there are few. */
static hn_wide tick_for(hn_wide width)
{
    static const int times[] = {1, 2, 5};
    hn_wide ten = 1;
    for (;; ten *= 10)
        for (int i = 0; i < 3; i++)
            if (width / (ten * times[i]) < MOST_TICKS - 1)
                return ten * times[i];
}

static bool counts_at(const chart *c, int figure, int point)
{
    return hn_swept_at(c->sweep, point, figure)->told.counts;
}

static hn_wide height(const chart *c, int figure, int point)
{
    return units(hn_swept_at(c->sweep, point, figure)->told.number);
}

/* False where the figure is known nowhere. */
static bool scale(chart *c, int figure)
{
    bool any = false;
    for (int p = 0; p < c->sweep->points; p++) {
        if (!counts_at(c, figure, p))
            continue;
        hn_wide here = height(c, figure, p);
        c->low = !any || here < c->low ? here : c->low;
        c->high = !any || here > c->high ? here : c->high;
        any = true;
    }
    if (!any)
        return false;
    c->tick = tick_for(c->high > c->low ? c->high - c->low : UNIT);
    c->low = whole(c->low, c->tick, false);
    c->high = whole(c->high, c->tick, true);
    if (c->low == c->high)
        c->high += c->tick;
    return true;
}

/* --- texts --------------------------------------------------------------- */

static void add_text(hn_text *out, int x, int y, const char *attributes)
{
    hn_text_addf(out, "<text x=\"%d\" y=\"%d\"%s>", x, y, attributes);
}

/* Pence only where there are any. */
static void say_number(hn_text *out, hn_ratio number, hn_type type)
{
    hn_unit unit = hn_unit_is_money(type.unit) ? hn_unit_of(HN_GBP)
                                               : hn_unit_plain();
    if (type.form == HN_PERCENT)
        hn_percent_write(out, number);
    else
        hn_amount_write(out, number, unit);
    if (type.form != HN_PERCENT && number.den == 1 && out->len > 3
        && out->at[out->len - 3] == '.')
        out->len -= 3;
}

static void say_units(hn_text *out, hn_wide value, hn_type type)
{
    hn_ratio number;
    if (hn_ratio_make(&number, value, UNIT))
        say_number(out, number, type);
}

/* What it is, and what its numbers are counted in. */
static void add_label(const chart *c, const char *label, hn_type type)
{
    hn_text unit;
    hn_write_xml_text(c->out, hn_slice_of(label));
    hn_text_init(&unit, &c->sweep->probe.memory);
    if (type.kind == HN_NUMBER && type.form != HN_PERCENT)
        hn_unit_say(&unit, type.unit, false);
    if (unit.len > 1)
        hn_text_addf(c->out, " (%s)", hn_text_string(&unit) + 1);
    if (unit.failed)
        c->out->failed = true;
    hn_text_dispose(&unit);
    hn_text_add(c->out, "</text>\n");
}

/* --- axes ---------------------------------------------------------------- */

static void add_lines(const chart *c, int figure)
{
    hn_type type = c->sweep->figures[figure].type;
    for (hn_wide at = c->low; at <= c->high; at += c->tick) {
        int y = down(c, at);
        hn_text_addf(c->out, "<path d=\"M%d %dH%d\" stroke=\"#d0d0d0\"/>\n",
                     LEFT, y, RIGHT);
        add_text(c->out, LEFT - 8, y + 4, " text-anchor=\"end\"");
        say_units(c->out, at, type);
        hn_text_add(c->out, "</text>\n");
    }
}

static void say_value(const chart *c, int point)
{
    const hn_axis *axis = &c->sweep->axes[0];
    hn_ratio number;
    bool counts = axis->numbers && axis->type.kind == HN_NUMBER;
    if (counts && axis->type.form == HN_PERCENT
        && hn_ratio_div(&number, axis->numbers[point], hn_ratio_of(100)))
        say_number(c->out, number, axis->type);
    else if (counts)
        say_number(c->out, axis->numbers[point], axis->type);
    else
        hn_write_xml_text(c->out, hn_slice_of(axis->values[point]));
}

static void add_values(const chart *c)
{
    int each = (c->sweep->points + MOST_TICKS - 1) / MOST_TICKS;
    int y = c->top + PLOT;
    hn_text_addf(c->out, "<path d=\"M%d %dH%d\" stroke=\"#404040\"/>\n",
                 LEFT, y, RIGHT);
    for (int p = 0; p < c->sweep->points; p += each) {
        hn_text_addf(c->out, "<path d=\"M%d %dv5\" stroke=\"#404040\"/>\n",
                     across(c, p), y);
        add_text(c->out, across(c, p), y + 19, " text-anchor=\"middle\"");
        say_value(c, p);
        hn_text_add(c->out, "</text>\n");
    }
    add_text(c->out, (LEFT + RIGHT) / 2, y + 38, " text-anchor=\"middle\"");
    add_label(c, c->sweep->axes[0].label, c->sweep->axes[0].type);
}

/* --- steps and cliffs ---------------------------------------------------- */

static void add_steps(const chart *c, int figure)
{
    bool pen = false;
    hn_text_add(c->out, "<path fill=\"none\" stroke=\"#1f4e79\" "
                        "stroke-width=\"2\" d=\"");
    for (int p = 0; p < c->sweep->points; p++) {
        bool counts = counts_at(c, figure, p);
        if (pen)
            hn_text_addf(c->out, "H%d", across(c, p));
        if (counts && pen)
            hn_text_addf(c->out, "V%d", down(c, height(c, figure, p)));
        else if (counts)
            hn_text_addf(c->out, "M%d %d", across(c, p),
                         down(c, height(c, figure, p)));
        pen = counts;
    }
    hn_text_add(c->out, "\"/>\n");
    for (int p = 0; p < c->sweep->points && c->sweep->points <= MOST_DOTS;
         p++)
        if (counts_at(c, figure, p))
            hn_text_addf(c->out, "<circle cx=\"%d\" cy=\"%d\" r=\"3\" "
                         "fill=\"#1f4e79\"/>\n", across(c, p),
                         down(c, height(c, figure, p)));
}

/* How many cliffs of the panel are larger, or as large and before it. */
static int larger(const chart *c, int figure, hn_ratio size, int point)
{
    int count = 0;
    hn_ratio other;
    for (int p = 1; p < c->sweep->points; p++) {
        if (!hn_swept_cliff(c->sweep, figure, p, &other))
            continue;
        hn_ratio a = other, b = size;
        a.num = a.num < 0 ? -a.num : a.num;
        b.num = b.num < 0 ? -b.num : b.num;
        int way = hn_ratio_compare(a, b);
        count += way > 0 || (way == 0 && p < point);
    }
    return count;
}

static void name_cliff(const chart *c, int figure, int point, hn_ratio size)
{
    int x = across(c, point);
    bool before = x > (LEFT + RIGHT) / 2;
    int y = (down(c, height(c, figure, point))
             + down(c, height(c, figure, point - 1))) / 2 + 4;
    add_text(c->out, before ? x - 8 : x + 8, y,
             before ? " fill=\"#b3261e\" text-anchor=\"end\""
                    : " fill=\"#b3261e\"");
    hn_text_add(c->out, size.num > 0 ? "+" : "");
    say_number(c->out, size, c->sweep->figures[figure].type);
    hn_text_add(c->out, " at ");
    say_value(c, point);
    hn_text_add(c->out, "</text>\n");
}

static void add_cliffs(const chart *c, int figure)
{
    hn_ratio size;
    for (int p = 1; p < c->sweep->points; p++) {
        if (!hn_swept_cliff(c->sweep, figure, p, &size))
            continue;
        hn_text_addf(c->out, "<path d=\"M%d %dV%d\" stroke=\"#b3261e\" "
                     "stroke-width=\"4\"/>\n", across(c, p),
                     down(c, height(c, figure, p - 1)),
                     down(c, height(c, figure, p)));
        if (larger(c, figure, size, p) < MOST_NAMED)
            name_cliff(c, figure, p, size);
    }
}

/* --- all together -------------------------------------------------------- */

static void add_head(const chart *c, int panels)
{
    const hn_pack *pack = c->sweep->probe.pack;
    hn_text *out = c->out;
    hn_text_addf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\""
                 " height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
                 "font-family=\"sans-serif\" font-size=\"12\">\n<title>",
                 WIDTH, TOP + panels * PANEL + 20, WIDTH,
                 TOP + panels * PANEL + 20);
    hn_write_xml_text(out, hn_slice_of(hn_pack_title(pack)));
    hn_text_addf(out, "</title>\n<rect width=\"%d\" height=\"%d\" "
                 "fill=\"#ffffff\"/>\n", WIDTH, TOP + panels * PANEL + 20);
    add_text(out, 20, 26, " font-size=\"16\" font-weight=\"bold\"");
    hn_write_xml_text(out, hn_slice_of(hn_pack_title(pack)));
    hn_text_add(out, "</text>\n");
    add_text(out, 20, 46, "");
    hn_write_xml_text(out, hn_slice_of(hn_pack_name(pack)));
    hn_text_add_char(out, ' ');
    hn_write_xml_text(out, hn_slice_of(hn_pack_version(pack)));
    hn_text_add(out, ", ");
    hn_write_xml_text(out, hn_slice_of(hn_pack_approved(pack)));
    if (c->sweep->has_on) {
        hn_text_add(out, "; on ");
        hn_date_write_long(out, c->sweep->on);
    }
    for (int i = 0; i < pack->set_count; i++) {
        hn_text_add(out, "; what if ");
        hn_write_xml_text(out, hn_slice_of(hn_pack_set_text(pack, i)));
    }
    hn_text_add(out, "</text>\n");
}

static void add_foot(const chart *c, int panels)
{
    add_text(c->out, 20, TOP + panels * PANEL + 6, " fill=\"#404040\"");
    hn_text_add(c->out, "Drawn up to the next value that was worked out. Red: "
                "a change more than twice those beside it.</text>\n</svg>\n");
}

static void add_panel(chart *c, int figure, int panel)
{
    const hn_wanted_figure *f = &c->sweep->figures[figure];
    c->top = TOP + panel * PANEL + HEAD;
    add_text(c->out, LEFT, c->top - 10, " font-weight=\"bold\"");
    add_label(c, f->label, f->type);
    if (!scale(c, figure)) {
        add_text(c->out, LEFT, c->top + 20, "");
        hn_text_add(c->out, "not known</text>\n");
        return;
    }
    add_lines(c, figure);
    add_values(c);
    add_steps(c, figure);
    add_cliffs(c, figure);
}

bool hn_sweep_chart(hn_sweep_run *sweep, hn_text *out)
{
    chart c = {.sweep = sweep, .out = out};
    int panels = 0, panel = 0;
    bool asked = sweep->options->figure_count > 0;
    c.left = place(&c, 0);
    c.right = place(&c, sweep->points - 1);
    for (int f = 0; f < sweep->figure_count; f++)
        panels += hn_swept_drawn(sweep, f, asked);
    add_head(&c, panels);
    for (int f = 0; f < sweep->figure_count; f++)
        if (hn_swept_drawn(sweep, f, asked))
            add_panel(&c, f, panel++);
    add_foot(&c, panels);
    return !out->failed;
}
