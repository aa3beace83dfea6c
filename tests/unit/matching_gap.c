/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

KT_TEST(language_and_form_by_hand)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_matching_gap) == KT_OK);
    /* Zone C (003) has a site of unknown languages and is Swedish: it serves in Swedish. */
    CHECK_NEAR(fx_get(&f, 0, "no_lang", 2), 0, 1e-12);
    CHECK_NEAR(fx_get(&f, 0, "no_lang", 3), 0.1 * fx_get(&f, 0, "need", 3), 1e-12);
    CHECK_NEAR(fx_get(&f, 2, "no_lang", 0), 0.1 * fx_get(&f, 0, "need", 3), 1e-12);
    /* Near support: sites 0 and 1 (form unknown, has a place); cell 5 is 31.2 km from site 1. */
    CHECK_NEAR(fx_get(&f, 0, "no_form", 2), fx_get(&f, KT_ROWS_CELLS, "need", 5), 1e-12);
    CHECK_NEAR(fx_get(&f, 0, "no_form", 0), 0, 1e-12);
    CHECK(fx_has_interval(&f, 0, "no_lang", 3) && fx_has_interval(&f, 2, "no_form", 0));
    fx_close(&f);
}

KT_TEST(a_zone_of_unknown_languages_has_no_figure)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    for (size_t c = 4; c < FX_CELLS; c++) f.st.cells.lang_share[c] = NAN;
    CHECK(fx_run(&f, &kt_matching_gap) == KT_OK);
    CHECK(isnan(fx_get(&f, 0, "no_lang", 3)) && isnan(fx_get(&f, 1, "no_lang", 1)));
    CHECK_NEAR(fx_get(&f, 0, "no_lang", 0), 0, 0);
    CHECK_NEAR(fx_get(&f, 2, "no_lang", 0), 0, 0);
    fx_close(&f);
}

KT_TEST(unknown_languages_can_count_as_none)
{
    struct fixture f;
    const char *over[] = {"methods.matching_gap.unknown_languages=none"};
    fx_open(&f, over, 1);
    CHECK(fx_run(&f, &kt_matching_gap) == KT_OK);
    CHECK_NEAR(fx_get(&f, 0, "no_lang", 2), 0.5 * fx_get(&f, 0, "need", 2), 1e-12);
    fx_close(&f);
}

KT_TEST(languages_of_people_unknown)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    f.st.cells.nlang = 0;
    CHECK(fx_run(&f, &kt_matching_gap) == KT_OK);
    const struct kt_column *c = kt_result_find(&f.r, 0, "no_lang");
    CHECK(c && isnan(c->value[0]) && !c->lower && c->no_interval);
    fx_close(&f);
}

KT_TEST_MAIN
