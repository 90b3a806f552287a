/*
 * sample.h - records to read in tests: pupils as a pack would declare them.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/layout.h"
#include "data/rejects.h"
#include "data/table.h"

static const char *setting_names[] = { "mainstream", "special",
                                       "alternative" };
static const char *need_names[] = { "ASD", "SEMH", "SLCN", "MLD", "PD", "HI",
                                    "VI" };
static const char *risk_names[] = { "no", "part-time timetable",
                                    "exclusion" };
static const hn_choices settings = { setting_names, 3 };
static const hn_choices needs = { need_names, 7 };
static const hn_choices risks = { risk_names, 3 };

enum { ID, PANEL, REQUEST, SETTING, PLAN, COST, EVIDENCE, CYCLES, NEED,
       ADVICE, AGREE, REVIEW, LAST_END, RISK, WEEKS, RATE, SAMPLE_INPUTS };

#define HEADER                                                              \
    "pupil_id,panel_date,request_date,setting,plan_in_force,Annual Cost,"   \
    "school_evidence,plan_cycles,need,advice,parents_agree,review_set,"     \
    "last_award_end,at_risk,weeks_asked,rate"

typedef struct sample {
    hn_memory memory;
    hn_arena arena, scratch;
    hn_report report;
    hn_records records;
    hn_input inputs[SAMPLE_INPUTS];
    hn_input *list[SAMPLE_INPUTS];
    hn_layout layout;
    hn_rows rows;
    hn_faults faults;
    hn_cursor cursor;
} sample;

static hn_input input_of(const char *name, hn_kind kind, hn_form form)
{
    hn_input input = { .thing = { .word = HN_WORD_INPUT, .name = name },
                       .type = { .kind = kind, .form = form } };
    return input;
}

static hn_input choice_of(const char *name, const hn_choices *choices)
{
    hn_input input = input_of(name, HN_CHOICE, HN_AMOUNT);
    input.type.choices = choices;
    return input;
}

static hn_input number_of(const char *name, hn_form form, int decimals,
                          int64_t min, int64_t max)
{
    hn_input input = input_of(name, HN_NUMBER, form);
    input.decimals = decimals;
    input.has_min = input.has_max = true;
    input.min = min;
    input.max = max;
    return input;
}

static void declare_inputs(hn_input *in)
{
    in[ID] = input_of("pupil_id", HN_TEXT, HN_ID);
    in[ID].required = in[ID].is_private = true;
    in[PANEL] = input_of("panel_date", HN_DATE, HN_AMOUNT);
    in[PANEL].required = true;
    in[REQUEST] = input_of("request_date", HN_DATE, HN_AMOUNT);
    in[SETTING] = choice_of("setting", &settings);
    in[PLAN] = input_of("plan_in_force", HN_YESNO, HN_AMOUNT);
    in[COST] = number_of("provision_cost", HN_AMOUNT, 2, 0, 12000000);
    in[COST].column = "Annual Cost";
    hn_unit_read(&in[COST].type.unit, "GBP/year");
    in[EVIDENCE] = input_of("school_evidence", HN_YESNO, HN_AMOUNT);
    in[CYCLES] = number_of("plan_cycles", HN_COUNT, 0, 0, 20);
    in[NEED] = choice_of("need", &needs);
    in[ADVICE] = input_of("advice", HN_YESNO, HN_AMOUNT);
    in[AGREE] = input_of("parents_agree", HN_YESNO, HN_AMOUNT);
    in[REVIEW] = input_of("review_set", HN_YESNO, HN_AMOUNT);
    in[LAST_END] = input_of("last_award_end", HN_DATE, HN_AMOUNT);
    in[LAST_END].blank = "no award before";
    in[RISK] = choice_of("at_risk", &risks);
    in[WEEKS] = number_of("weeks_asked", HN_AMOUNT, 1, 10, 390);
    hn_unit_read(&in[WEEKS].type.unit, "weeks");
    in[RATE] = number_of("rate", HN_PERCENT, 2, -10000, 10000);
}

/* With the memory of another: the same hooks. */
static void sample_init_over(sample *s, const hn_memory *memory)
{
    memset(s, 0, sizeof *s);
    hn_memory_init(&s->memory, memory ? memory->resize : NULL,
                   memory ? memory->ctx : NULL, 0);
    hn_arena_init(&s->arena, &s->memory);
    hn_arena_init(&s->scratch, &s->memory);
    hn_report_init(&s->report, &s->memory);
    hn_faults_init(&s->faults, &s->memory);
    declare_inputs(s->inputs);
    s->records.thing.name = "pupil";
    for (int i = 0; i < SAMPLE_INPUTS; i++) {
        s->inputs[i].index = i;
        s->list[i] = &s->inputs[i];
    }
    s->records.inputs = s->list;
    s->records.input_count = SAMPLE_INPUTS;
    s->records.key = &s->inputs[ID];
}

static inline void sample_init(sample *s)
{
    sample_init_over(s, NULL);
}

static void sample_dispose(sample *s)
{
    hn_cursor_dispose(&s->cursor);
    hn_faults_dispose(&s->faults);
    hn_report_dispose(&s->report);
    hn_arena_dispose(&s->arena);
    hn_arena_dispose(&s->scratch);
}

static bool sample_layout(sample *s, hn_table_format format, const char *text,
                          size_t len)
{
    return hn_layout_read(&s->layout, format, &s->records, "case.csv", false,
                          text, len, &s->arena, &s->report);
}

/* Reads all of the text as one block into rows; up to a chunk of them. */
static bool sample_read_n(sample *s, hn_table_format format, const char *text,
                          size_t len)
{
    if (!sample_layout(s, format, text, len))
        return false;
    if (!hn_rows_init(&s->rows, &s->records, &s->arena))
        return false;
    hn_cursor_init(&s->cursor, text + s->layout.begins, text + len,
                   s->layout.line, true, &s->scratch);
    hn_table_rows(&s->layout, &s->cursor, &s->rows, &s->faults);
    return true;
}

static inline bool sample_read(sample *s, hn_table_format format,
                               const char *text)
{
    return sample_read_n(s, format, text, strlen(text));
}

#endif
