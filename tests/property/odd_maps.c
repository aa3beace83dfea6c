/* Odd maps for every method of spatial statistics: no value, one to three areas, all alike, islands, points on one
 * spot, and what else breaks formulas. Each run ends with finite figures, with the reason beside what is missing, or
 * with an error that names the method.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../spatial_fixture.h"

extern const struct kt_method kt_moran, kt_geary, kt_getis_ord_g, kt_join_counts, kt_bivariate_moran,
    kt_eb_moran, kt_local_moran, kt_local_geary, kt_getis_ord, kt_local_bivariate, kt_local_join_counts,
    kt_local_eb, kt_eb_rates, kt_regression, kt_composite, kt_map_classes;
static const struct kt_method *const methods[] = {
    &kt_moran,           &kt_geary,           &kt_getis_ord_g,       &kt_join_counts,
    &kt_bivariate_moran, &kt_eb_moran,        &kt_local_moran,       &kt_local_geary,
    &kt_getis_ord,       &kt_local_bivariate, &kt_local_join_counts, &kt_local_eb,
    &kt_eb_rates,        &kt_regression,      &kt_composite,         &kt_map_classes};
enum { METHODS = sizeof methods / sizeof *methods, SIDE = 4, N = SIDE * SIDE };

/* A map: which areas have a value, what it is, how many persons live there. */
struct odd {
    const char *name, *weights;
    size_t known; /* areas with a value */
    double value[2], persons;
    bool one_spot, flat; /* all points at one place; values alike */
};

static const struct odd odds[] = {
    {"no value", "weights.kind=queen", 0, {0, 0}, 100, false, true},
    {"one area", "weights.kind=queen", 1, {3, 3}, 100, false, true},
    {"two areas", "weights.kind=queen", 2, {3, 5}, 100, false, false},
    {"two like areas", "weights.kind=queen", 2, {3, 3}, 100, false, true},
    {"three areas", "weights.kind=queen", 3, {3, 5}, 100, false, false},
    {"four areas", "weights.kind=queen", 4, {3, 5}, 100, false, false},
    {"some missing", "weights.kind=queen", 13, {3, 5}, 100, false, false},
    {"constant", "weights.kind=queen", N, {3, 3}, 100, false, true},
    {"nothing but zeros", "weights.kind=queen", N, {0, 0}, 100, false, true},
    {"below zero", "weights.kind=queen", N, {-3, 1}, 100, false, false},
    {"a hair apart", "weights.kind=queen", N, {1e6, 1e6 + 1e-9}, 1e8, false, true},
    {"nobody lives there", "weights.kind=queen", N, {0, 1}, 0, false, false},
    {"nobody is known", "weights.kind=queen", N, {1, 2}, NAN, false, false},
    {"islands alone", "weights.kind=band,weights.band_km=0.1", N, {3, 5}, 100, false, false},
    {"islands kept",
     "weights.kind=band,weights.band_km=0.1,weights.islands=keep",
     N,
     {3, 5},
     100,
     false,
     false},
    {"all neighbours of all", "weights.kind=band,weights.band_km=100", N, {3, 5}, 100, false, false},
    {"more neighbours than areas", "weights.kind=knn,weights.k=40", N, {3, 5}, 100, false, false},
    {"one spot, nearest", "weights.kind=knn,weights.k=3", N, {3, 5}, 100, true, false},
    {"one spot, band", "weights.kind=band,weights.distance_power=2", N, {3, 5}, 100, true, false},
    {"one spot, kernel", "weights.kind=kernel,weights.k=3", N, {3, 5}, 100, true, false},
    {"one spot, style S", "weights.kind=knn,weights.k=3,weights.style=S", N, {3, 5}, 100, true, false},
};

static const struct odd *now;

static double value_of(size_t z)
{
    if (z >= now->known) return NAN;
    if (now->flat && now->value[0] == now->value[1]) return now->value[0];
    return kt_rng_uniform(17, KT_STREAM_BENCH, (uint32_t)z, 0) < 0.5
               ? now->value[0]
               : now->value[1] + (now->flat ? 0 : (double)z / 16);
}

/* Overrides of the method and of the map; how many. */
static size_t overrides(const struct kt_method *m, char text[12][96])
{
    size_t n = 0;
    char weights[96], *save = NULL;
    snprintf(weights, sizeof weights, "%s", now->weights);
    for (char *w = strtok_r(weights, ",", &save); w; w = strtok_r(NULL, ",", &save))
        snprintf(text[n++], 96, "%s", w);
    for (size_t k = 0; k < m->nparam; k++) {
        const char *key = m->param[k].key, *v = NULL;
        if (kt_streq(key, "variable")) v = "unmet_share";
        if (kt_streq(key, "variables")) v = "[unmet_share, population]";
        if (kt_streq(key, "factors")) v = "[trend]";
        if (kt_streq(key, "second") && !kt_streq(m->param[k].dflt, "population")) v = "trend";
        if (kt_streq(key, "draws")) v = "199";
        if (v) snprintf(text[n++], 96, "methods.%s.%s=%s", m->name, key, v);
    }
    return n;
}

static void open_odd(struct squares *f, const struct kt_method *m)
{
    static double trend[N], *values[1] = {trend};
    static const char *name[1] = {"trend"};
    char text[12][96];
    const char *over[12];
    size_t n = overrides(m, text);
    for (size_t i = 0; i < n; i++) over[i] = text[i];
    sq_open(f, SIDE, value_of, m, over, n);
    struct kt_zones *z = &f->st.level[0];
    for (size_t i = 0; i < N; i++) {
        trend[i] = now->flat ? 2 : (double)((7 * i) % 5);
        z->population[i] = now->persons;
        if (now->one_spot) z->label_x[i] = z->label_y[i] = 500;
    }
    z->nvariable = 1;
    z->variable = name;
    z->variable_value = values;
}

static bool told(const struct squares *f, const struct kt_method *m)
{
    for (size_t i = 0; i < f->r.issues.n; i++)
        if (strstr(f->r.issues.item[i].field, m->name)) return true;
    return false;
}

/* Cells of a table that never have a value: what a row of this kind does not have. */
static bool blank_by_nature(const struct kt_table *t, size_t row, size_t c)
{
    const char *column = t->column[c];
    if (kt_streq(t->name, "regression_coefficients")) /* impacts belong to the lag model's factors */
        return c >= 6 && (strncmp(t->row[row], "LAG", 3) != 0 || strstr(t->row[row], "constant") ||
                          strstr(t->row[row], "rho"));
    return kt_streq(t->name, "regression_fit") && kt_streq(column, "p");
}

static void tables(const struct squares *f, const struct kt_method *m)
{
    for (size_t i = 0; i < f->r.ntable; i++) {
        const struct kt_table *t = &f->r.table[i];
        for (size_t k = 0; k < t->nrow * t->ncol; k++) {
            size_t row = k / t->ncol, c = k % t->ncol;
            bool why = blank_by_nature(t, row, c) || (t->note && t->note[row]) || told(f, m);
            if (isfinite(t->value[k]) || (isnan(t->value[k]) && why)) continue;
            printf("  %s, %s: %s %s %s is %g, and nobody says why\n", now->name, m->name, t->name,
                   t->row[row], t->column[c], t->value[k]);
            CHECK(!"a figure without a reason");
        }
    }
}

static void columns(const struct squares *f, const struct kt_method *m)
{
    const struct kt_column *cls = NULL;
    for (size_t i = 0; i < f->r.ncolumn; i++)
        if (strstr(f->r.column[i].name, "_class") && f->r.column[i].rows == 0) cls = &f->r.column[i];
    for (size_t i = 0; i < f->r.ncolumn; i++) {
        const struct kt_column *c = &f->r.column[i];
        if (kt_streq(c->name, "unmet_share")) continue;
        for (size_t z = 0; z < c->n; z++) {
            bool missing = z >= now->known || isnan(now->persons),
                 island = cls && cls->value[z] == KT_LISA_ISLAND;
            bool none =
                kt_streq(c->name, "joins_p") || kt_streq(c->name, "joins_p_adj"); /* not of the kind */
            if (isfinite(c->value[z]) || (isnan(c->value[z]) && (missing || island || none || told(f, m))))
                continue;
            printf("  %s, %s: %s of area %zu is %g, and nobody says why\n", now->name, m->name, c->name, z,
                   c->value[z]);
            CHECK(!"a figure without a reason");
            break;
        }
    }
}

KT_TEST(every_odd_map_ends_in_figures_or_words)
{
    for (size_t o = 0; o < sizeof odds / sizeof *odds; o++) {
        now = &odds[o];
        for (size_t i = 0; i < METHODS; i++) {
            struct squares f;
            struct kt_arena tmp = kt_arena_open((size_t)1 << 28);
            open_odd(&f, methods[i]);
            enum kt_status status = methods[i]->run(methods[i], &f.st, &f.r, tmp, &f.err);
            if (status == KT_OK) {
                tables(&f, methods[i]);
                columns(&f, methods[i]);
            } else {
                if (status != KT_EINPUT || !strstr(f.err.text, methods[i]->name))
                    printf("  %s, %s: %s\n", now->name, methods[i]->name, f.err.text);
                CHECK(status == KT_EINPUT && strstr(f.err.text, methods[i]->name));
            }
            kt_arena_close(tmp);
            sq_close(&f);
        }
    }
}

KT_TEST_MAIN
