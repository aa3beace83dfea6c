/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

KT_TEST(hours_by_zone_form_and_language)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_supply_hours) == KT_OK);
    CHECK_NEAR(fx_get(&f, 0, "hours_week", 0), 30, 0); /* with the remote one of municipality 001 */
    CHECK_NEAR(fx_get(&f, 0, "hours_week", 1), 5, 0);
    CHECK(isnan(fx_get(&f, 0, "hours_week", 2)));     /* one site, hours unknown */
    CHECK_NEAR(fx_get(&f, 0, "hours_week", 3), 0, 0); /* the library there gives no support */
    CHECK_NEAR(fx_get(&f, 2, "hours_week", 0), 35, 0);
    CHECK_NEAR(fx_get(&f, 0, "sites", 0), 2, 0);
    CHECK_NEAR(fx_get(&f, 0, "sites", 2), 1, 0);
    CHECK_NEAR(fx_get(&f, 2, "sites", 0), 4, 0);
    CHECK_NEAR(fx_get(&f, 0, "hours_near", 0), 20, 0);
    CHECK_NEAR(fx_get(&f, 0, "hours_remote", 0), 10, 0);
    CHECK_NEAR(fx_get(&f, 0, "hours_sv", 0), 30, 0);
    CHECK_NEAR(fx_get(&f, 0, "hours_sv", 1), 0, 0);
    CHECK(isnan(fx_get(&f, 0, "hours_near", 1)));     /* the form of its site is unknown */
    CHECK_NEAR(fx_get(&f, 0, "hours_near", 2), 0, 0); /* its site gives training */
    CHECK(isnan(fx_get(&f, 0, "hours_training", 2))); /* of unknown hours */
    CHECK(isnan(fx_get(&f, 0, "hours_sv", 2)));       /* in unknown languages */
    CHECK_NEAR(fx_get(&f, 0, "hours_near", 3), 0, 0); /* no site gives support */
    CHECK_NEAR(fx_get(&f, 2, "hours_near", 0), 20, 0);
    CHECK_NEAR(fx_get(&f, 0, "hours_per_1000", 0), 30000 / fx_get(&f, 0, "need", 0), 1e-12);
    CHECK(fx_has_interval(&f, 0, "hours_per_1000", 0) && fx_has_interval(&f, 2, "hours_per_1000", 0));
    CHECK(isnan(fx_get(&f, KT_ROWS_SITES, "hours_week", 2)) &&
          isnan(fx_get(&f, KT_ROWS_SITES, "hours_week", 3)));
    fx_close(&f);
}

KT_TEST(a_site_off_the_map_counts_for_no_zone)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    f.st.sites.zone[1] = -1; /* its municipality is named, but its place lies elsewhere */
    CHECK(fx_run(&f, &kt_supply_hours) == KT_OK);
    CHECK_NEAR(fx_get(&f, 0, "hours_week", 1), 0, 0);
    CHECK_NEAR(fx_get(&f, 2, "hours_week", 0), 30, 0);
    f.st.sites.zone[1] = 1;
    fx_close(&f);
}

KT_TEST(unknown_hours_can_be_assumed)
{
    struct fixture f;
    const char *over[] = {"methods.supply_hours.unknown_hours=8"};
    fx_open(&f, over, 1);
    CHECK(fx_run(&f, &kt_supply_hours) == KT_OK);
    CHECK_NEAR(fx_get(&f, 0, "hours_week", 2), 8, 0);
    CHECK_NEAR(fx_get(&f, 2, "hours_week", 0), 43, 0);
    fx_close(&f);
}

KT_TEST_MAIN
