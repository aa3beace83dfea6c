/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

#include "model/access/match_internal.h"

static float week[FX_SITES * KT_WEEK_HOURS];

/* From `from` to `to` o'clock on days d0 .. d1-1. */
static void open_at(size_t s, int d0, int d1, int from, int to)
{
    for (int d = d0; d < d1; d++)
        for (int h = from; h < to; h++) week[s * KT_WEEK_HOURS + (size_t)(d * 24 + h)] = 1;
}

/* Site 0: Mo-Fr 10-18 (30 h by day, 10 in the evening); site 4, remote: Sa 10-14 in zone 002; others unknown. */
static void add_hours(struct fixture *f)
{
    static const char *area[FX_SITES] = {NULL, NULL, NULL, NULL, "002"};
    memset(week, 0, sizeof week);
    for (size_t s = 1; s < 4; s++)
        for (size_t h = 0; h < KT_WEEK_HOURS; h++) week[s * KT_WEEK_HOURS + h] = NAN;
    open_at(0, 0, 5, 10, 18);
    open_at(4, 5, 6, 10, 14);
    f->st.sites.staffed_share = week;
    f->st.sites.service_area = area;
}

KT_TEST(those_who_come_late_or_at_weekends_find_those_hours_alone)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    add_hours(&f);
    CHECK(fx_run(&f, NULL) == KT_OK);
    /* 001 has the evening hours of site 0; Saturday is for zone 002 alone, by telephone. */
    CHECK(fx_get(&f, 0, "access_evening", 0) > 0);
    CHECK(fx_get(&f, 0, "access_weekend", 0) == 0 && fx_get(&f, 0, "access_weekend", 1) > 0);
    CHECK(fx_get(&f, 0, "access_weekend", 2) == 0);
    /* Zone 004 is far from every place and in no area: nobody there has a match. */
    CHECK_NEAR(fx_get(&f, 0, "no_match", 3), fx_get(&f, 0, "need", 3), 1e-9);
    CHECK(fx_has_interval(&f, 0, "no_match", 3));
    fx_close(&f);
}

/* Site 2 in zone 003 ("sv") is of unknown languages: its majority's for sure. Site 1 speaks Finnish. */
KT_TEST(swedish_within_reach_and_what_is_unknown)
{
    struct fixture f, g;
    const char *over[] = {"methods.matched_access.catchment_km=5",
                          "methods.matched_access.unknown_languages=none"};
    fx_open(&f, over, 1);
    fx_open(&g, over, 2);
    CHECK(fx_run(&f, NULL) == KT_OK && fx_run(&g, NULL) == KT_OK);
    CHECK_NEAR(fx_get(&f, 0, "sv_speakers", 2), 0.5 * (100 + 420 + 130 + 120 + 40 + 150 + 60 + 70), 1e-9);
    CHECK_NEAR(fx_get(&f, 0, "sv_reach_share", 0), 1, 1e-12);
    CHECK_NEAR(fx_get(&f, 0, "sv_reach_share", 2), 1, 1e-12);
    CHECK(fx_get(&f, 0, "sv_reach_share", 1) == 0 && fx_get(&f, 0, "sv_reach_share", 3) == 0);
    const struct kt_column *c = kt_result_find(&g.r, 0, "sv_reach_share");
    CHECK(c->value[2] == 0 && c->upper[2] == 0);
    CHECK(fx_get(&f, 0, "sv_reach", 2) == fx_get(&f, 0, "sv_speakers", 2));
    fx_close(&f);
    fx_close(&g);
}

KT_TEST(unknown_languages_widen_the_interval_unless_the_law_is_assumed)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    static const char *nobody_says[FX_SITES];
    f.st.sites.languages = nobody_says;
    CHECK(fx_run(&f, NULL) == KT_OK);
    const struct kt_column *c = kt_result_find(&f.r, 0, "sv_reach_share");
    CHECK(c->value[0] == 0 || c->lower[0] <= c->value[0]); /* 30 km reach the Swedish zone's site */
    CHECK(c->upper[1] == 1 && c->lower[1] <= c->upper[1]);
    CHECK(kt_site_serves(&f.st, 0, "sv", KT_LANGS_OFFICIAL) &&
          !kt_site_serves(&f.st, 0, "sv", KT_LANGS_MAJORITY));
    CHECK(kt_site_serves(&f.st, 0, "fi", KT_LANGS_MAJORITY) &&
          !kt_site_serves(&f.st, 1, "sv", KT_LANGS_OFFICIAL));
    CHECK(!kt_site_serves(&f.st, 0, "fi", KT_LANGS_NONE) && kt_site_serves(&f.st, 1, "se", KT_LANGS_ALL));
    fx_close(&f);
}

KT_TEST(forms_and_topics_choose_the_sites)
{
    struct fixture f;
    const char *over[] = {"methods.matched_access.forms=[remote]"};
    fx_open(&f, over, 1);
    add_hours(&f);
    CHECK(fx_run(&f, NULL) == KT_OK);
    /* Site 1 alone is of unknown form; site 0 is near support, so nobody gets evening hours. */
    CHECK(fx_get(&f, 2, "access_evening", 0) == 0 && fx_get(&f, 0, "access_weekend", 1) > 0);
    fx_close(&f);
}

KT_TEST(shares_beyond_everyone_are_refused)
{
    struct fixture f;
    const char *over[] = {"methods.matched_access.evening_share=0.7",
                          "methods.matched_access.weekend_share=0.4"};
    fx_open(&f, over, 2);
    CHECK(fx_run(&f, NULL) == KT_EINPUT);
    fx_close(&f);
}

KT_TEST_MAIN
