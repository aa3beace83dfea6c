/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../spatial_fixture.h"

extern const struct kt_method kt_eb_rates;

static double events(size_t z)
{
    return z == 55 ? NAN : 5 + 30 * kt_rng_uniform(3, KT_STREAM_BENCH, (uint32_t)z, 0);
}

static void drawn_in(const char *model)
{
    struct squares f;
    const char *over[] = {"methods.eb_rates.variable=unmet_share", kt_streq(model, "binomial")
                                                                       ? "methods.eb_rates.model=binomial"
                                                                       : "methods.eb_rates.model=poisson"};
    double sum = 0, n = 0;
    sq_open(&f, 10, events, &kt_eb_rates, over, 2);
    CHECK(sq_run(&f, &kt_eb_rates) == KT_OK);
    for (size_t z = 0; z < 100; z++)
        if (z != 55) sum += f.share->value[z], n += 100;
    for (size_t z = 0; z < 100; z++) {
        double raw = sq_get(&f, "rate_raw", z), eb = sq_get(&f, "eb_rate", z), b = sum / n;
        if (z == 55) {
            CHECK(isnan(eb) && isnan(sq_get(&f, "eb_rate_local", z)) && isnan(sq_get(&f, "rate_around", z)));
            continue;
        }
        CHECK(eb >= fmin(raw, b) - 1e-15 && eb <= fmax(raw, b) + 1e-15);
        CHECK_NEAR(raw, f.share->value[z] / 100, 1e-15);
    }
    /* The corner and its three neighbours. */
    double four = f.share->value[0] + f.share->value[1] + f.share->value[10] + f.share->value[11];
    CHECK_NEAR(sq_get(&f, "rate_around", 0), four / 400, 1e-15);
    const struct kt_table *t = kt_result_table(&f.r, "spatial_weights");
    CHECK(t && t->nrow == 1 && t->value[0] == 99 && t->value[6] == 1 && strstr(t->note[0], "queen"));
    sq_close(&f);
}

KT_TEST(estimates_lie_between_the_raw_rate_and_the_mean)
{
    drawn_in("poisson");
    drawn_in("binomial");
}

KT_TEST(islands_keep_their_raw_rate_and_are_named)
{
    struct squares f;
    const char *over[] = {"methods.eb_rates.variable=unmet_share", "weights.kind=band",
                          "weights.band_km=0.5"};
    sq_open(&f, 3, events, &kt_eb_rates, over, 3);
    CHECK(sq_run(&f, &kt_eb_rates) == KT_OK);
    for (size_t z = 0; z < 9; z++)
        CHECK_NEAR(sq_get(&f, "eb_rate_local", z), sq_get(&f, "rate_raw", z), 1e-15);
    const struct kt_table *t = kt_result_table(&f.r, "spatial_weights");
    CHECK(t && t->value[5] == 9 && strstr(t->note[0], "001, 002"));
    sq_close(&f);
}

KT_TEST_MAIN
