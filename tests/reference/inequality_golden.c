/* Agreement with laeken, ineq and the written-out formulas on every key of golden/stats/inequality.json.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/inequality.h>

#include "../golden_json.h"

enum { MOST_GROUPS = 50 };

struct data {
    struct kt_arena a;
    size_t n, ngroup;
    double *y, *w;
    int32_t *group;
    const char *name[MOST_GROUPS];
};

static void read_data(const json_t *doc, struct data *d)
{
    d->n = gold_numbers(&d->a, gold_value(doc, "y_median_income_15"), NAN, &d->y);
    gold_numbers(&d->a, gold_value(doc, "w_total_pop_15"), NAN, &d->w);
    d->group = KT_NEW(&d->a, int32_t, d->n);
    const json_t *names = json_object_get(gold_value(doc, "decomp_REGION_unweighted"), "groups");
    const json_t *of = gold_value(doc, "group_REGION");
    d->ngroup = json_array_size(names);
    for (size_t g = 0; g < d->ngroup; g++) d->name[g] = json_string_value(json_array_get(names, g));
    for (size_t i = 0; i < d->n; i++)
        for (size_t g = 0; g < d->ngroup; g++)
            if (strcmp(json_string_value(json_array_get(of, i)), d->name[g]) == 0) d->group[i] = (int32_t)g;
}

static void agree(const char *key, double got, const json_t *want)
{
    double w = json_number_value(want);
    CHECK(gold_apart(key, &got, &w, 1, 1e-9) <= 1e-9);
}

static void try_parts(const struct data *d, const char *key, const double *w, const json_t *value)
{
    double share[MOST_GROUPS], mean[MOST_GROUPS], t[MOST_GROUPS], l[MOST_GROUPS], *want;
    struct kt_inequality_groups g = {.share = share, .mean = mean, .group_t = t, .group_l = l};
    struct kt_arena a = d->a;
    kt_inequality_within(d->y, w, d->group, d->n, d->ngroup, &g, a);
    const struct {
        const char *name;
        const double *got;
    } list[] = {{"share", share}, {"mean", mean}, {"T_group", t}, {"L_group", l}};
    for (size_t i = 0; i < 4; i++) {
        CHECK(gold_numbers(&a, json_object_get(value, list[i].name), NAN, &want) == d->ngroup);
        CHECK(gold_apart(key, list[i].got, want, d->ngroup, 1e-9) <= 1e-9);
    }
    agree(key, g.theil_t.between, json_object_get(value, "T_between"));
    agree(key, g.theil_t.within, json_object_get(value, "T_within"));
    agree(key, g.theil_l.between, json_object_get(value, "L_between"));
    agree(key, g.theil_l.within, json_object_get(value, "L_within"));
}

/* The figure that a key means; `epsilon` from its end. */
static double figure(const struct data *d, const char *key, const double *w)
{
    static const struct {
        const char *part;
        int measure;
        double scale;
    } of[] = {{"laeken_gini_pct", KT_INEQ_GINI, 100},
              {"Gini_corr", KT_INEQ_GINI_CORR, 1},
              {"gini", KT_INEQ_GINI, 1},
              {"Gini", KT_INEQ_GINI, 1},
              {"theilT", KT_INEQ_THEIL_T, 1},
              {"is_T", KT_INEQ_THEIL_T, 1},
              {"theilL", KT_INEQ_THEIL_L, 1},
              {"is_L", KT_INEQ_THEIL_L, 1},
              {"GE2", KT_INEQ_GE2, 1},
              {"tkinson", KT_INEQ_ATKINSON, 1}};
    double v[KT_INEQ_N];
    if (strstr(key, "entropy_")) return kt_entropy(d->y, w, d->n, atof(strstr(key, "entropy_") + 8), d->a);
    const char *e = strpbrk(key, "0123456789");
    double epsilon = strstr(key, "tkinson") && e ? atof(e) : 0.5;
    kt_inequality_measures(d->y, w, d->n, epsilon, v, d->a);
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (strstr(key, of[i].part)) return v[of[i].measure] * of[i].scale;
    printf("  no figure for %s\n", key);
    return NAN;
}

KT_TEST(every_key)
{
    json_t *doc = gold_load("inequality.json"), *entry;
    if (!doc) SKIP("golden/stats is not at hand");
    struct kt_arena whole = kt_arena_open((size_t)64 << 20);
    struct data d = {.a = whole};
    const char *key;
    size_t walked = 0, inputs = 0, met = 0;
    read_data(doc, &d);
    json_object_foreach(json_object_get(doc, "results"), key, entry)
    {
        const json_t *value = json_object_get(entry, "value");
        const double *w = strstr(key, "weighted") && !strstr(key, "unweighted") ? d.w : NULL;
        walked++;
        if (json_is_array(value)) {
            inputs++;
            continue;
        }
        if (json_is_object(value))
            try_parts(&d, key, w, value);
        else
            agree(key, figure(&d, key, w), value);
        met++;
    }
    printf("  %zu keys: %zu inputs, %zu agree\n", walked, inputs, met);
    CHECK(walked == inputs + met && inputs == 3);
    json_decref(doc);
    kt_arena_close(whole);
}

KT_TEST_MAIN
