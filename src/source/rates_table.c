/* rates_table: dated shares of persons in each layer of need, by age.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum field { LAYER, YEAR, AGE_MIN, AGE_MAX, RATE, N_EFF, SOURCE, SOURCE_FI, SOURCE_SV, NFIELD };
static const char *const field_name[NFIELD] = {"layer", "year",   "age_min",   "age_max",  "rate",
                                               "n_eff", "source", "source_fi", "source_sv"};

struct rate {
    int layer, year, min, max;
    double rate, n_eff;
    const char *source[KT_NLANG];
    long row;
};

static int parse_layer(const char *s)
{
    static const char *const word[3] = {"excluded", "assisted", "occasional"};
    if (!s) return 0;
    const char *p = (*s == 'N' || *s == 'n') ? s + 1 : s;
    if (p[0] >= '1' && p[0] <= '3' && !p[1]) return p[0] - '0';
    for (int i = 0; i < 3; i++)
        if (strcasecmp(s, word[i]) == 0) return i + 1;
    return 0;
}

static const char not_a_share[] = "the rate is not a share between 0 and 1";

/* NULL when the row is usable, else what is wrong with it. */
static const char *parse_row(struct kt_vector *v, const int col[NFIELD], struct rate *r, const char **field)
{
    double year, min, max;
    *r = (struct rate){.row = v->rowno, .layer = parse_layer(kt_vector_text(v, col[LAYER]))};
    *field = field_name[LAYER];
    if (!r->layer) return "the layer must be 1, 2 or 3";
    *field = field_name[YEAR];
    if (kt_vector_number(v, col[YEAR], &year) != KT_NUM_OK || year < 1900 || year > 2200)
        return "the year is missing or impossible";
    *field = field_name[AGE_MIN];
    if (kt_vector_number(v, col[AGE_MIN], &min) != KT_NUM_OK || min < 0 || min > 150)
        return "the lowest age is missing or impossible";
    *field = field_name[AGE_MAX];
    enum kt_number top = kt_vector_number(v, col[AGE_MAX], &max);
    if (top == KT_NUM_BLANK)
        max = 999;
    else if (top == KT_NUM_BAD || max < min || max > 999)
        return "the highest age is impossible";
    *field = field_name[RATE];
    if (kt_vector_number(v, col[RATE], &r->rate) != KT_NUM_OK) return "the rate is missing";
    if (r->rate < 0.0 || r->rate > 1.0) return not_a_share;
    *field = field_name[N_EFF];
    if (kt_vector_number(v, col[N_EFF], &r->n_eff) == KT_NUM_BAD || r->n_eff <= 0.0)
        return "the effective sample size must be above 0 or blank";
    r->year = (int)year, r->min = (int)min, r->max = (int)max;
    static const enum field told[KT_NLANG] = {SOURCE_FI, SOURCE_SV, SOURCE};
    const char *plain = kt_vector_keep(v, col[SOURCE]);
    for (int l = 0; l < KT_NLANG; l++) {
        const char *own = col[told[l]] >= 0 ? kt_vector_keep(v, col[told[l]]) : NULL;
        r->source[l] = own ? own : plain ? plain : "";
    }
    return NULL;
}

static int by_layer_year_age(const void *pa, const void *pb)
{
    const struct rate *a = pa, *b = pb;
    if (a->layer != b->layer) return a->layer < b->layer ? -1 : 1;
    if (a->year != b->year) return a->year < b->year ? -1 : 1;
    if (a->min != b->min) return a->min < b->min ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

/* Overlapping ages would count people twice: the later row gives way. */
static size_t disjoint(struct kt_study *st, struct rate *r, size_t n, const char *file, struct kt_arena tmp)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        const struct rate *last = kept ? &r[kept - 1] : NULL;
        if (last && last->layer == r[i].layer && last->year == r[i].year && r[i].min <= last->max) {
            kt_issues_add(&st->issues, KT_ERROR, "ages-overlap", file, r[i].row, "age_min",
                          kt_printf(&tmp, "ages %d-%d of layer %d in %d overlap those of row %ld; left out",
                                    r[i].min, r[i].max, r[i].layer, r[i].year, last->row),
                          "Give disjoint ages for each layer and year.");
            continue;
        }
        r[kept++] = r[i];
    }
    return kept;
}

static void publish(struct kt_study *st, const struct rate *r, size_t n)
{
    struct kt_rates *to = &st->rates;
    *to = (struct kt_rates){.n = n};
    to->layer = KT_NEW(st->keep, int, n);
    to->year = KT_NEW(st->keep, int, n);
    to->age_min = KT_NEW(st->keep, int, n);
    to->age_max = KT_NEW(st->keep, int, n);
    to->rate = KT_NEW(st->keep, double, n);
    to->n_eff = KT_NEW(st->keep, double, n);
    for (int l = 0; l < KT_NLANG; l++) to->source[l] = KT_NEW(st->keep, const char *, n);
    for (size_t i = 0; i < n; i++) {
        to->layer[i] = r[i].layer, to->year[i] = r[i].year;
        to->age_min[i] = r[i].min, to->age_max[i] = r[i].max;
        to->rate[i] = r[i].rate, to->n_eff[i] = r[i].n_eff;
        for (int l = 0; l < KT_NLANG; l++) to->source[l][i] = r[i].source[l];
    }
}

static enum kt_status read_rates(struct kt_vector *v, struct kt_arena *tmp, struct kt_err *err)
{
    int col[NFIELD];
    for (int f = 0; f < NFIELD; f++)
        KT_TRY(
            kt_vector_bind(v, "columns", field_name[f], f < RATE ? f != AGE_MAX : f == RATE, &col[f], err));
    struct rate *r = KT_NEW(tmp, struct rate, v->nrow);
    size_t n = 0;
    while (kt_vector_next(v)) {
        const char *field, *wrong = parse_row(v, col, &r[n], &field);
        if (!wrong) {
            n++;
            continue;
        }
        const char *met = kt_vector_text(v, field == field_name[LAYER]  ? col[LAYER]
                                            : field == field_name[RATE] ? col[RATE]
                                                                        : -1);
        kt_issues_add(&v->st->issues, KT_ERROR, "bad-rate", v->file, v->rowno, field,
                      met ? kt_printf(&v->text, "%s (\"%.40s\"); the row was left out", wrong, met)
                          : kt_printf(&v->text, "%s; the row was left out", wrong),
                      wrong == not_a_share ? "Write a share, such as 0.35 for 35 %." : "Correct the row.");
    }
    if (n > 1) qsort(r, n, sizeof *r, by_layer_year_age);
    n = disjoint(v->st, r, n, v->file, *tmp);
    if (2 * n < v->nrow || n == 0)
        return kt_study_refuse(v->st, err, "no-rates", v->file, 0, "",
                               "Check the columns layer, year, age_min, age_max, rate.",
                               "only %zu of %zu rows are usable rates", n, v->nrow);
    publish(v->st, r, n);
    return KT_OK;
}

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_vector v;
    struct kt_vector_source src = kt_vector_section(st, section, "rates", &tmp);
    enum kt_status status = kt_vector_open(&v, st, &src, &tmp, err);
    if (status == KT_OK) status = read_rates(&v, &tmp, err);
    return kt_vector_close(&v, status, err);
}

static const struct kt_param param[] = {
    {"source", KT_T_PATH, "", NULL, 0, 0, NULL, "Table of rates."},
    KT_SOURCE_PARAMS,
    {"columns", KT_T_MAP, "", "", 0, 0, NULL,
     "Columns: layer, year, age_min, age_max, rate, n_eff, source (source_fi, source_sv)."},
};

const struct kt_importer kt_rates_table = {
    .name = "rates_table",
    .summary = "Shares of persons in the need layers, by age and year.",
    .reads = "rates",
    .source = "CSV: layer,year,age_min,age_max,rate,n_eff,source[,source_fi,source_sv]",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .run = run,
};
