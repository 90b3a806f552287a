/*
 * functions.c - the list of functions.h.
 *
 * Each has its arguments, a wrapper that hands them on by name, and an entry;
 * what it does stands in the header of its subject.  Arguments come in the
 * order of their list.
 */
#include "functions.h"

#include <string.h>
#include "avoidance.h"
#include "per_capita.h"
#include "place.h"
#include "position.h"
#include "topup.h"

#define COUNT(table) ((int)(sizeof(table) / sizeof(table)[0]))
#define ARGS(table) .args = table, .count = COUNT(table)

/* --- places and the block ------------------------------------------------ */

static const hn_funding_arg place_args[] = {
    { "rate", "GBP/place/year", NULL, "a place for a full year" },
    { "before", "places", NULL, "places until the number changes" },
    { "after", "places", NULL, "places from then to March" },
    { "months_before", "months", NULL,
      "months from April until the number changes: 5 before 16, 4 after" }
};

static const char *work_place(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_place(out, a[0], a[1], a[2], a[3]);
}

static const hn_funding_function place = {
    .name = "place", .says = "place funding of a financial year",
    .formula = "rate x (before x months_before"
               " + after x (12 - months_before)) / 12",
    .unit = "GBP", .source = "recomputed from the Department's high needs"
                             " place deductions, 2020-21 to 2023-24",
    ARGS(place_args), .work = work_place
};

static const hn_funding_arg unit_places_args[] = {
    { "places", "places", NULL, "places of the unit" },
    { "occupied", "places", NULL, "those that are filled" },
    { "rate_occupied", "GBP/place/year", NULL, "a filled place for a year" },
    { "rate_empty", "GBP/place/year", NULL, "an empty place for a year" }
};

static const char *work_unit_places(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_unit_places(out, a[0], a[1], a[2], a[3]);
}

static const hn_funding_function unit_places = {
    .name = "unit_places",
    .says = "places of a unit or resourced provision for a full year",
    .formula = "occupied x rate_occupied + (places - occupied) x rate_empty",
    .unit = "GBP/year", .source = "rates: the Department's high needs place"
                                  " deductions, 2020-21 to 2023-24; which"
                                  " place is filled: an input",
    ARGS(unit_places_args), .work = work_unit_places
};

static const hn_funding_arg block_args[] = {
    { "nff", "GBP", NULL, "column A: national formula, other elements" },
    { "rate", "GBP/pupil", NULL, "column B: basic entitlement of a pupil" },
    { "pupils", "pupils", NULL, "column C: pupils in special schools" },
    { "import_export", "GBP", NULL, "column D: import/export adjustment" },
    { "free_schools", "GBP", "0", "column E: special free schools" },
    { "hospital", "GBP", "0",
      "column F: hospital education, pay and pension, supplementary" },
    { "additional", "GBP", "0", "column H: additional allocation" }
};

static const char *work_block(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_block(out, &(hn_funding_columns){
        .nff = a[0], .rate = a[1], .pupils = a[2], .import_export = a[3],
        .free_schools = a[4], .hospital = a[5], .additional = a[6] });
}

static const hn_funding_function block = {
    .name = "block", .says = "high needs block before deductions",
    .formula = "nff + rate x pupils + import_export + free_schools"
               " + hospital + additional",
    .unit = "GBP", .source = "recomputed from the Department's high needs"
                             " block allocations, 2020-21 to 2023-24",
    ARGS(block_args), .alike = "a--aaaa", .work = work_block
};

static const hn_funding_arg share_of_grant_args[] = {
    { "part", "money", NULL, "what the share goes by, of one" },
    { "whole", "money", NULL, "the same, of all" },
    { "grant", "money", NULL, "what is dealt out" }
};

static const char *work_share_of_grant(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_share_of_grant(out, a[0], a[1], a[2]);
}

static const hn_funding_function share_of_grant = {
    .name = "share_of_grant", .says = "share of a grant in proportion",
    .formula = "part x grant / whole",
    .unit = "money", .source = "recomputed from the additional high needs"
                               " allocation, 2023-24",
    ARGS(share_of_grant_args), .divided_by = "whole",
    .work = work_share_of_grant
};

/* --- net and a head ------------------------------------------------------ */

static const hn_funding_arg net_args[] = {
    { "gross", "gross money", NULL, "spending before income" },
    { "income", "money", NULL, "income that goes with it" }
};

static const char *work_net(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_net(out, a[0], a[1]);
}

static const hn_funding_function net = {
    .name = "net", .says = "spending less income", .formula = "gross - income",
    .unit = "net money", .source = "section 251: columns gross, income, net",
    ARGS(net_args), .work = work_net
};

static const hn_funding_arg per_head_args[] = {
    { "amount", "money", NULL, "what is divided" },
    { "people", "*", NULL, "the population, or another number, by name" }
};

static const char *work_per_head(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_per_head(out, a[0], a[1]);
}

static const hn_funding_function per_head = {
    .name = "per_head", .says = "amount a head",
    .formula = "amount / people", .unit = "money/*",
    .source = "section 251 benchmarking table, explanatory notes",
    ARGS(per_head_args), .divided_by = "people", .work = work_per_head
};

/* --- top-up -------------------------------------------------------------- */

static const hn_funding_arg topup_args[] = {
    { "cost", "GBP/year", NULL, "of all the provision, a year" },
    { "met", "GBP/year", NULL,
      "what place funding or the notional budget meets of it" },
    { "part", "years", NULL, "the part of a year that is paid" }
};

static const char *work_topup(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_topup(out, a[0], a[1], a[2]);
}

static const hn_funding_function topup = {
    .name = "topup", .says = "top-up: the cost over core funding",
    .formula = "(the higher of cost - met and 0) x part",
    .unit = "GBP", .source = "high needs funding operational guide: top-up is"
                             " what is needed over core funding",
    ARGS(topup_args), .work = work_topup
};

static const hn_funding_arg guarantee_args[] = {
    { "baseline_income", "GBP/year", NULL,
      "for places and top-up in the earlier year" },
    { "baseline_places", "places", NULL, "places of the earlier year" },
    { "change", "percent", NULL, "by which a place's income is to rise" },
    { "income", "GBP/year", NULL, "for places and top-up, before this" },
    { "places", "places", NULL, "places of this year" }
};

static const char *work_guarantee(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_guarantee(out, &(hn_funding_school){
        .baseline_income = a[0], .baseline_places = a[1], .change = a[2],
        .income = a[3], .places = a[4] });
}

static const hn_funding_function guarantee = {
    .name = "guarantee",
    .says = "what lifts the income a place to the guaranteed one",
    .formula = "the higher of baseline_income / baseline_places"
               " x (1 + change) x places - income and 0",
    .unit = "GBP/year", .source = "minimum funding guarantee of special"
                                  " schools; the comparison is ours, its"
                                  " inputs are stated",
    ARGS(guarantee_args), .divided_by = "baseline_places",
    .work = work_guarantee
};

/* --- cost avoided -------------------------------------------------------- */

static const hn_funding_arg avoided_args[] = {
    { "units", "*", NULL, "places, pupils or plans that count" },
    { "filled", "ratio", "1", "the part of them that is filled" },
    { "instead_of", "GBP/*/year", NULL, "cost of each otherwise" },
    { "cost", "GBP/*/year", NULL, "cost of each as it is" },
    { "months", "months", "12", "months that are counted" },
    { "deadweight", "percent", "0", "would have come about anyway" },
    { "displacement", "percent", "0", "moved elsewhere, not avoided" },
    { "share", "ratio", "1", "attributed to this initiative" },
    { "optimism", "percent", "0", "taken off for optimism" },
    { "running", "GBP", "0", "running cost over the same months" }
};

static const char *work_avoided(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_avoided(out, &(hn_funding_avoidance){
        .units = a[0], .filled = a[1], .instead_of = a[2], .cost = a[3],
        .months = a[4], .deadweight = a[5], .displacement = a[6],
        .share = a[7], .optimism = a[8], .running = a[9] });
}

static const hn_funding_function avoided = {
    .name = "avoided", .says = "cost avoided against a counterfactual",
    .formula = "units x filled x (instead_of - cost) x months / 12"
               " x (1 - deadweight) x (1 - displacement) x share"
               " x (1 - optimism) - running",
    .unit = "GBP", .source = "Invest to Save report, 27 January 2026,"
                             " 4.4 to 4.14; what is taken off: an input",
    ARGS(avoided_args), .alike = "-f---ddfd-", .work = work_avoided
};

static const hn_funding_arg payback_args[] = {
    { "outlay", "GBP", NULL, "what is laid out once" },
    { "a_year", "GBP/year", NULL, "avoided in a full year" }
};

static const char *work_payback(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_payback(out, a[0], a[1]);
}

static const hn_funding_function payback = {
    .name = "payback", .says = "months until an outlay has paid for itself",
    .formula = "outlay / a_year x 12", .unit = "months",
    .source = "by definition, undiscounted",
    ARGS(payback_args), .divided_by = "a_year", .work = work_payback
};

static const hn_funding_arg break_even_args[] = {
    { "outlay", "GBP", NULL, "what is laid out" },
    { "each", "GBP/*", NULL, "avoided by each" }
};

static const char *work_break_even(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_break_even(out, a[0], a[1]);
}

static const hn_funding_function break_even = {
    .name = "break_even", .says = "how many must succeed to pay an outlay",
    .formula = "outlay / each", .unit = "*",
    .source = "SEND Improvement Update, 11 March 2025",
    ARGS(break_even_args), .divided_by = "each", .work = work_break_even
};

/* --- the grant's position ------------------------------------------------ */

static const hn_funding_arg roll_forward_args[] = {
    { "opening", "GBP", NULL, "deficit at the start" },
    { "raises", "GBP", "0", "what makes it larger" },
    { "lowers", "GBP", "0", "what makes it smaller" }
};

static const char *work_roll_forward(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_roll_forward(out, a[0], a[1], a[2]);
}

static const hn_funding_function roll_forward = {
    .name = "roll_forward", .says = "deficit at the end",
    .formula = "opening + raises - lowers", .unit = "GBP",
    .source = "Invest to Save report, 27 January 2026, Table 4",
    ARGS(roll_forward_args), .alike = "aa-", .work = work_roll_forward
};

static const hn_funding_arg caseload_args[] = {
    { "opening", "*", NULL, "at the start" },
    { "joiners", "*", "0", "new in the year" },
    { "moved_in", "*", "0", "come from another authority or group" },
    { "leavers", "*", "0", "ceased in the year" },
    { "moved_out", "*", "0", "gone to another authority or group" },
    { "unexplained", "*", "0", "what stocks and flows leave open" }
};

static const char *work_caseload(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_caseload_closes(out, &(hn_funding_caseload){
        .opening = a[0], .joiners = a[1], .moved_in = a[2], .leavers = a[3],
        .moved_out = a[4], .unexplained = a[5] });
}

static const hn_funding_function caseload = {
    .name = "caseload", .says = "caseload at the end",
    .formula = "opening + joiners + moved_in - leavers - moved_out"
               " + unexplained",
    .unit = "*", .source = "SEN2: stocks and flows do not close",
    ARGS(caseload_args), .alike = "aaabba", .work = work_caseload
};

static const hn_funding_arg stability_grant_args[] = {
    { "deficit", "GBP", NULL, "eligible high needs deficit" },
    { "share", "percent", NULL, "the part that is granted" }
};

static const char *work_stability_grant(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_stability_grant(out, a[0], a[1]);
}

static const hn_funding_function stability_grant = {
    .name = "stability_grant", .says = "grant towards the deficit",
    .formula = "(the higher of deficit and 0) x share", .unit = "GBP",
    .source = "High Needs Stability Grant, explanatory note, 9 February 2026",
    ARGS(stability_grant_args), .work = work_stability_grant
};

static const hn_funding_arg interest_args[] = {
    { "opening", "GBP", NULL, "deficit at the start of the year" },
    { "closing", "GBP", NULL, "deficit at its end" },
    { "rate", "percent", NULL, "interest for a year" }
};

static const char *work_interest(hn_ratio *out, const hn_ratio *a)
{
    return hn_funding_interest(out, a[0], a[1], a[2]);
}

static const hn_funding_function interest = {
    .name = "interest", .says = "interest forgone in a year",
    .formula = "(opening + closing) / 2 x rate", .unit = "GBP",
    .source = "SEND Improvement and Safety Valve, 22 May 2024, 28; on the"
              " mean of the two by convention",
    ARGS(interest_args), .alike = "aa-", .work = work_interest
};

/* --- the list ------------------------------------------------------------ */

static const hn_funding_function *const functions[] = {
    &place, &unit_places, &block, &share_of_grant, &net, &per_head, &topup,
    &guarantee, &avoided, &payback, &break_even, &roll_forward, &caseload,
    &stability_grant, &interest
};

const hn_funding_function *const *hn_funding_functions(int *count)
{
    *count = COUNT(functions);
    return functions;
}

const hn_funding_function *hn_funding_find(const char *name)
{
    for (int i = 0; i < COUNT(functions); i++)
        if (strcmp(functions[i]->name, name) == 0)
            return functions[i];
    return NULL;
}
