/* Kernels: missing ages from a structure, proportional scaling to official figures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "study_internal.h"

/* Ages above ninety and whatever is called 100-100 or 95-: all of it is the open-ended top. */
static int above(const struct kt_ages *a, size_t i)
{
    return i + 1 == a->n && a->max[i] >= 90 ? 1000 : a->max[i] + 1;
}

static bool bounds(const struct kt_ages *a, int age)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->min[i] == age || above(a, i) == age) return true;
    return false;
}

/* Bands of `a` that fill [lo, hi) without a gap; false when they do not. */
static bool fill(const struct kt_ages *a, int lo, int hi, size_t *from, size_t *to)
{
    int at = lo;
    *from = *to = 0;
    bool started = false;
    for (size_t i = 0; i < a->n && at < hi; i++) {
        if (a->min[i] < lo) continue;
        if (a->min[i] != at || above(a, i) > hi) return false;
        if (!started) *from = i, started = true;
        at = above(a, i);
        *to = i + 1;
    }
    return started && at == hi;
}

struct kt_age_groups kt_age_groups_of(const struct kt_ages *cells, const struct kt_ages *official)
{
    struct kt_age_groups g = {0};
    int lo = -1;
    for (int age = 0; age <= 1000; age++) {
        if (!bounds(cells, age) || !bounds(official, age)) continue;
        if (lo >= 0 && g.n < KT_GROUPS_MAX && fill(cells, lo, age, &g.cell0[g.n], &g.cell1[g.n]) &&
            fill(official, lo, age, &g.off0[g.n], &g.off1[g.n]))
            g.n++;
        lo = age;
    }
    return g;
}

double kt_impute_cell(double *persons, const double *s, size_t nage, double total, uint8_t *flag)
{
    double known = 0.0, s_missing = 0.0, s_known = 0.0;
    size_t missing = 0;
    for (size_t a = 0; a < nage; a++) {
        flag[a] = (uint8_t)(isnan(persons[a]) ? 1 : 0);
        missing += flag[a];
        if (flag[a])
            s_missing += s[a];
        else
            s_known += s[a], known += persons[a];
    }
    if (!missing && known == 0.0 && total > 0.0) { /* zeros that stand for suppressed ages */
        for (size_t a = 0; a < nage; a++) flag[a] = 1;
        missing = nage;
        s_missing = s_known;
    }
    if (!missing) return 0.0;
    double rest;
    if (!isnan(total))
        rest = fmax(0.0, total - known);
    else if (missing == nage)
        return NAN;
    else
        rest = s_known > 0.0 ? known * s_missing / s_known : 0.0;
    for (size_t a = 0; a < nage; a++)
        if (flag[a]) persons[a] = s_missing > 0.0 ? rest * s[a] / s_missing : rest / (double)missing;
    return rest;
}

double kt_rake_group(double *persons, const double *total, const double *s, size_t nage, size_t c0, size_t c1,
                     size_t a0, size_t a1, double target)
{
    double have = 0.0, all = 0.0, s_sum = 0.0;
    for (size_t c = c0; c < c1; c++) {
        all += total[c];
        for (size_t a = a0; a < a1; a++) have += persons[c * nage + a];
    }
    for (size_t a = a0; a < a1; a++) s_sum += s[a];
    if (have > 0.0) {
        double f = target / have;
        for (size_t c = c0; c < c1; c++)
            for (size_t a = a0; a < a1; a++) persons[c * nage + a] *= f;
        return f;
    }
    if (!(target > 0.0) || !(all > 0.0)) return NAN;
    for (size_t c = c0; c < c1; c++)
        for (size_t a = a0; a < a1; a++)
            persons[c * nage + a] =
                target * (total[c] / all) * (s_sum > 0.0 ? s[a] / s_sum : 1.0 / (double)(a1 - a0));
    return NAN;
}
