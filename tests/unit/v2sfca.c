/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    CHECK(ms_open(&x, &kt_v2sfca, NULL, 0) == KT_OK);
    const double factor[] = {0.75, 0.5}; /* 20 hours, 5 hours */
    for (size_t c = 0; c < FX_CELLS; c++)
        for (size_t s = 0; s < 2; s++) {
            double km = x.cost[c][s] / factor[s];
            x.w[c][s] = km <= 30 ? exp(km * km * log(0.01) / 900) : 0;
        }
    for (size_t c = 0; c < MS_KNOWN; c++) {
        double sum = 0;
        for (size_t s = 0; s < 2; s++) sum += 1000 * x.w[c][s] * x.hours[s] / ms_to_site(&x, s, x.need);
        CHECK_NEAR(ms_cell(&x, "access_v2sfca", c), sum, 1e-12);
    }
    fx_close(&x.f);
}

/* Municipalities of unknown population count the people of their cells: 2910, 980, 1090 and 325. */
KT_TEST(by_inhabitants)
{
    const char *over[] = {"methods.v2sfca.by=municipality_population",
                          "methods.v2sfca.population_upto=[1000, 2000]",
                          "methods.v2sfca.population_factors=[1, 0.75, 0.5]"};
    CHECK(ms_open(&x, &kt_v2sfca, over, 3) == KT_OK);
    const double factor[] = {0.5, 1, 0.75, 1};
    for (size_t c = 0; c < FX_CELLS; c++)
        for (size_t s = 0; s < 2; s++) {
            double km = x.cost[c][s] / factor[fx_zone[c]];
            x.w[c][s] = km <= 30 ? exp(km * km * log(0.01) / 900) : 0;
        }
    for (size_t c = 0; c < MS_KNOWN; c++) {
        double sum = 0;
        for (size_t s = 0; s < 2; s++) sum += 1000 * x.w[c][s] * x.hours[s] / ms_to_site(&x, s, x.need);
        CHECK_NEAR(ms_cell(&x, "access_v2sfca", c), sum, 1e-12);
    }
    fx_close(&x.f);
}

KT_TEST_MAIN
