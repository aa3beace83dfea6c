/* decay_of: the decay that a method's settings describe.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"

#include <stdlib.h>
#include <string.h>

static enum kt_status refuse(const struct kt_method *m, struct kt_err *err, const char *what)
{
    return kt_fail(err, KT_EINPUT, "methods.%s.%s", m->name, what);
}

static enum kt_status steps_of(const struct kt_method *m, const struct kt_study *st,
                               const struct kt_costs *mode, struct kt_decay *d, struct kt_err *err)
{
    const char *steps = kt_streq(mode->unit, "min") ? "steps_min" : "steps_km";
    size_t n = kt_method_len(m, st, steps);
    if (n == 0 || n > KT_STEPS_MAX || n != kt_method_len(m, st, "step_weights"))
        return kt_fail(err, KT_EINPUT,
                       "methods.%s.%s: one to %d steps, each with a weight in step_weights, are needed",
                       m->name, steps, KT_STEPS_MAX);
    for (size_t i = 0; i < n; i++) {
        d->upto[i] = kt_method_num_at(m, st, steps, i);
        d->weight[i] = kt_method_num_at(m, st, "step_weights", i);
        if (i && d->upto[i] <= d->upto[i - 1])
            return kt_fail(err, KT_EINPUT, "methods.%s.%s: the steps must rise (%g after %g)", m->name, steps,
                           d->upto[i], d->upto[i - 1]);
    }
    d->nstep = n;
    d->reach = d->upto[n - 1];
    return KT_OK;
}

/* One line of the table: two numbers, or a heading before the first. */
static bool table_line(char *line, struct kt_decay *d, bool *heading)
{
    char *rest, *cost = strtok_r(line, " \t;,\r", &rest),
                *weight = cost ? strtok_r(NULL, " \t;,\r", &rest) : NULL;
    double c = 0, w = 0;
    if (!cost) return true;
    bool ok = weight && kt_parse_num(cost, &c) && kt_parse_num(weight, &w) && c >= 0 && w >= 0 &&
              isfinite(c) && isfinite(w) && !strtok_r(NULL, " \t;,\r", &rest);
    if (!ok && *heading) return !(*heading = false);
    *heading = false;
    if (!ok || d->nstep == KT_STEPS_MAX || (d->nstep && c <= d->upto[d->nstep - 1])) return false;
    d->upto[d->nstep] = c;
    d->weight[d->nstep++] = w;
    return true;
}

static enum kt_status table_of(const struct kt_method *m, const struct kt_study *st, struct kt_decay *d,
                               struct kt_arena tmp, struct kt_err *err)
{
    const char *path = kt_method_str(m, st, "table_file");
    if (!*path) return refuse(m, err, "table_file: a table of costs and weights is needed");
    char *text, *rest;
    size_t bytes;
    long row = 0;
    bool heading = true;
    KT_TRY(kt_slurp(path, &tmp, &text, &bytes, err));
    for (char *next = text; next; next = rest) {
        rest = strchr(next, '\n');
        if (rest) *rest++ = 0;
        row++;
        if (!table_line(next, d, &heading))
            return kt_fail_at(err, KT_EINPUT, path, row,
                              "a cost and a weight, not negative, with rising costs and at most %d rows, "
                              "are needed",
                              KT_STEPS_MAX);
    }
    if (!d->nstep) return kt_fail_at(err, KT_EINPUT, path, row, "the table has no row of cost and weight");
    d->reach = d->upto[d->nstep - 1];
    return KT_OK;
}

static enum kt_decay_kind kind_of(const char *word)
{
    static const char *const words[KT_NDECAY] = {"step",     "gaussian",     "linear", "exponential", "power",
                                                 "logistic", "epanechnikov", "cosine", "table"};
    for (int i = 0; i < KT_NDECAY; i++)
        if (kt_streq(word, words[i])) return (enum kt_decay_kind)i;
    return KT_DECAY_STEP; /* binary: one step */
}

static double length_of(const struct kt_decay *d, double edge)
{
    switch (d->kind) {
    case KT_DECAY_GAUSS: return d->reach / sqrt(-2 * log(edge));
    case KT_DECAY_EXPONENTIAL: return -d->reach / log(edge);
    case KT_DECAY_POWER: return 1;
    case KT_DECAY_LOGISTIC: return d->reach / 6;
    default: return d->reach;
    }
}

enum kt_status kt_decay_of(const struct kt_method *m, const struct kt_study *st, const struct kt_costs *mode,
                           struct kt_decay *d, struct kt_arena tmp, struct kt_err *err)
{
    const char *word = kt_method_str(m, st, "decay");
    double middle = kt_method_num(m, st, "middle"), length = kt_method_num(m, st, "length");
    *d = (struct kt_decay){.kind = kind_of(word),
                           .left_closed = kt_streq(kt_method_str(m, st, "bounds"), "left_closed"),
                           .reach = kt_mode_num(m, st, mode, "catchment"),
                           .power = kt_method_num(m, st, "power"),
                           .least = kt_method_num(m, st, "least")};
    d->middle = middle > 0 ? middle : d->reach / 2;
    d->sigma = length > 0 ? length : length_of(d, kt_method_num(m, st, "edge_weight"));
    if (d->kind == KT_DECAY_TABLE) return table_of(m, st, d, tmp, err);
    if (kt_streq(word, "binary")) {
        d->nstep = 1;
        d->upto[0] = d->reach;
        d->weight[0] = 1;
        return KT_OK;
    }
    return d->kind == KT_DECAY_STEP ? steps_of(m, st, mode, d, err) : KT_OK;
}
