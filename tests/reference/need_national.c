/* Need by hand, and the published national share of non-users. SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

/* Persons by age of the fixture: 760, 3,060, 790 and 705; adults 4,555. */
KT_TEST(layers_by_hand)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_need_layers) == KT_OK);
    /* N1: rates of 2018, the newest not after 2019. */
    CHECK_NEAR(fx_get(&f, 2, "need_n1", 0), 3060 * 0.02 + 790 * 0.22 + 705 * 0.60, 1e-12);
    CHECK_NEAR(fx_get(&f, KT_ROWS_CELLS, "need", 0),
               199 + 1200 * (39 * 0.02 + 10 * 0.04) / 49 +
                   250 * (5 * 0.08 + 140.0 / 30 * 0.11) / (5 + 140.0 / 30) + 200 * 0.11,
               1e-12);
    /* N3 fills up to 39 % of the adults. */
    double all = fx_get(&f, 2, "need_n1", 0) + fx_get(&f, 2, "need_n2", 0) + fx_get(&f, 2, "need_n3", 0);
    CHECK_NEAR(all, 0.39 * 4555, 1e-9);
    fx_close(&f);
}

KT_TEST(newer_year_when_the_study_is_newer)
{
    struct fixture f;
    const char *over[] = {"study.year=2024", "methods.need_layers.total_share=0"};
    fx_open(&f, over, 2);
    CHECK(fx_run(&f, &kt_need_layers) == KT_OK);
    CHECK_NEAR(fx_get(&f, 2, "need_n1", 0), 0.07 * 4555, 1e-12);
    CHECK_NEAR(fx_get(&f, 2, "need_n3", 0), 0.26 * 4555, 1e-12); /* unscaled */
    fx_close(&f);
}

/* Without region and zone effects the interval is the survey's: +-7 points at 43 % with n = 200. */
KT_TEST(survey_error_alone)
{
    struct fixture f;
    const char *over[] = {"methods.need_layers.region_sd=0", "methods.need_layers.zone_sd=0",
                          "methods.need_layers.draws=4000", "methods.need_layers.weights=[1, 0, 0]"};
    fx_open(&f, over, 4);
    int lo[] = {16}, hi[] = {89}, layer[] = {1}, year[] = {2019};
    double rate[] = {0.43}, n_eff[] = {200};
    f.st.rates = (struct kt_rates){1, layer, year, lo, hi, rate, n_eff, {NULL}};
    CHECK(fx_run(&f, &kt_need_layers) == KT_OK);
    const struct kt_column *c = kt_result_find(&f.r, 2, "need_n1");
    CHECK(fabs(c->lower[0] / 4555 - 0.363) < 0.006);
    CHECK(fabs(c->upper[0] / 4555 - 0.499) < 0.006);
    /* A published zero is a quarter of a per cent, with an upper bound near one. */
    rate[0] = 0;
    n_eff[0] = 1000;
    kt_result_init(&f.r, &f.keep, &f.st);
    CHECK(fx_run(&f, &kt_need_layers) == KT_OK);
    c = kt_result_find(&f.r, 2, "need_n1");
    CHECK_NEAR(c->value[0], 0.0025 * 4555, 1e-12);
    CHECK(c->upper[0] / 4555 > 0.007 && c->upper[0] / 4555 < 0.011);
    fx_close(&f);
}

/* Sums the population of 31.12.2018 by age over all municipalities; false when the table is absent. */
static bool read_population(double *persons, struct kt_ages *ages)
{
    char path[512], line[512];
    if (!kt_test_shared()) return false;
    snprintf(path, sizeof path, "%s/finland/population_by_age.csv", kt_test_shared());
    FILE *in = fopen(path, "r");
    if (!in) return false;
    while (fgets(line, sizeof line, in)) {
        char *field[10] = {0}, *p = line;
        for (int i = 0; i < 10 && p; i++) field[i] = strsep(&p, ",");
        if (!field[7] || !kt_streq(field[2], "2018") || !kt_streq(field[3], "11re")) continue;
        int lo = atoi(field[5]), hi = field[6][0] ? atoi(field[6]) : 999;
        size_t g = 0;
        while (g < ages->n && ages->min[g] != lo) g++;
        if (g == ages->n) {
            ages->min[g] = lo;
            ages->max[g] = hi;
            ages->n++;
        }
        persons[g] += atof(field[7]);
    }
    fclose(in);
    return ages->n > 0;
}

/* Statistics Finland 2018: 11 % of those aged 16 to 89 had not used the internet in three months. */
KT_TEST(share_of_non_users_2018)
{
    static double persons[KT_AGES_MAX];
    struct kt_ages ages = {0};
    if (!read_population(persons, &ages)) SKIP("no ../shared/finland/population_by_age.csv");
    struct fixture f;
    const char *over[] = {"study.year=2018"};
    fx_open(&f, over, 1);
    int layer[] = {1, 1, 1, 1, 1, 1, 1}, year[] = {2018, 2018, 2018, 2018, 2018, 2018, 2018};
    int lo[] = {16, 25, 35, 45, 55, 65, 75}, hi[] = {24, 34, 44, 54, 64, 74, 89};
    double rate[] = {0, 0.01, 0, 0.02, 0.07, 0.22, 0.60}, n_eff[] = {1000, 1000, 1000, 1000, 350, 310, 200};
    f.st.rates = (struct kt_rates){7, layer, year, lo, hi, rate, n_eff, {NULL}};
    struct kt_cells *c = &f.st.cells;
    double total = 0, adults = 0;
    c->n = 1;
    c->ages = ages;
    c->persons = persons;
    for (size_t g = 0; g < ages.n; g++) total += persons[g];
    for (size_t g = 0; g < ages.n; g++)
        adults += ages.min[g] >= 20 ? persons[g] : ages.min[g] >= 15 ? 0.8 * persons[g] : 0;
    c->total = &total;
    CHECK(fx_run(&f, &kt_need_layers) == KT_OK);
    double share = fx_get(&f, 2, "need_n1", 0) / adults;
    printf("# non-users on the population of 2018: %.0f of %.0f adults, %.2f %%\n",
           fx_get(&f, 2, "need_n1", 0), adults, 100 * share);
    CHECK(fabs(share - 0.11) < 0.0075);
    fx_close(&f);
}

KT_TEST_MAIN
