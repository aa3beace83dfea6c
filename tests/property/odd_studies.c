/* Odd studies for the methods on inequality, comparison and small areas: nobody in need, nobody at all, no site, one
 * cell, all alike, cells on one spot. Each run ends with finite figures, with the reason beside what is missing, or with
 * an error that names the method.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

enum odd { NOBODY_IN_NEED, NOBODY, NO_SITE, ONE_CELL_HAS_ALL, ALL_ALIKE, ONE_SPOT, UNKNOWN_POPULATION, ODDS };
static const char *const name[ODDS] = {"nobody in need", "nobody",   "no site",           "one cell has all",
                                       "all alike",      "one spot", "unknown population"};

static void make_odd(struct fixture *f, enum odd odd)
{
    struct kt_cells *c = &f->st.cells;
    for (size_t i = 0; i < c->n; i++) {
        double times = odd == NOBODY || (odd == ONE_CELL_HAS_ALL && i) ? 0 : 1;
        c->total[i] = 0;
        for (size_t a = 0; a < FX_AGES; a++) {
            double *p = &c->persons[i * FX_AGES + a];
            *p = odd == NOBODY_IN_NEED && a > 0 ? 0 : odd == ALL_ALIKE ? 50 : *p * times;
            c->total[i] += *p;
        }
        if (odd == ALL_ALIKE || odd == ONE_SPOT) c->x[i] = c->y[i] = 0;
    }
    for (size_t i = 0; i < f->st.sites.n && odd == NO_SITE; i++) f->st.sites.supports[i] = KT_NO;
    for (size_t z = 0; z < FX_ZONES; z++)
        f->st.level[0].population[z] = odd == UNKNOWN_POPULATION ? (double)NAN : odd == NOBODY ? 0 : 2000;
}

/* A pair with itself, and a share of a total that is 0, have no value by their nature. */
static bool by_nature(const struct kt_table *t, size_t row, size_t c)
{
    return (strncmp(t->name, "compare_", 8) == 0 && row == c) || kt_streq(t->name, "fay_herriot");
}

static void tables(const struct fixture *f, const struct kt_method *m, enum odd odd)
{
    for (size_t i = 0; i < f->r.ntable; i++) {
        const struct kt_table *t = &f->r.table[i];
        if (strcmp(t->method, m->name) != 0) continue;
        for (size_t k = 0; k < t->nrow * t->ncol; k++) {
            size_t row = k / t->ncol, c = k % t->ncol;
            if (isfinite(t->value[k]) || by_nature(t, row, c) || (t->note && t->note[row])) continue;
            printf("  %s, %s: %s %s %s is %g, and nobody says why\n", name[odd], m->name, t->name,
                   t->row[row], t->column[c], t->value[k]);
            CHECK(!"a figure without a reason");
        }
    }
}

static void run_odd(enum odd odd, const struct kt_method *m, const char *const *over, size_t nover)
{
    struct fixture f;
    fx_open(&f, over, nover);
    make_odd(&f, odd);
    enum kt_status status = fx_run(&f, m);
    if (status == KT_OK)
        tables(&f, m, odd);
    else
        printf("  %s, %s: %s\n", name[odd], m->name, f.err.text);
    CHECK(status == KT_OK || (status == KT_EINPUT && strstr(f.err.text, m->name)));
    for (size_t i = 0; i < f.r.ncolumn; i++)
        for (size_t z = 0; z < f.r.column[i].n; z++) CHECK(!isinf(f.r.column[i].value[z]));
    fx_close(&f);
}

KT_TEST(odd_studies_end_in_figures_or_words)
{
    char file[96], survey[160];
    snprintf(file, sizeof file, "/tmp/katve-odd-%d.csv", (int)getpid());
    snprintf(survey, sizeof survey, "methods.fay_herriot.survey=%s", file);
    FILE *out = fopen(file, "w");
    CHECK(out != NULL);
    fputs("code,estimate,variance\n001,0.2,0.0004\n002,0.2,0.0009\n003,0.2,0.0016\n004,0,0.001\n", out);
    fclose(out);
    const char *over[] = {survey, "methods.fay_herriot.level=municipality"};
    const char *poisson[] = {"methods.comparison.limits=poisson"};
    for (enum odd odd = 0; odd < ODDS; odd++) {
        run_odd(odd, &kt_inequality, NULL, 0);
        run_odd(odd, &kt_comparison, NULL, 0);
        run_odd(odd, &kt_comparison, poisson, 1);
        run_odd(odd, &kt_fay_herriot, over, 2);
    }
    unlink(file);
}

KT_TEST_MAIN
