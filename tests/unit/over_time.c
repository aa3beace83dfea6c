/* page over_time: an earlier run beside this one, drawn and proof-read; a change that the intervals do not bear
 * is not told; without earlier columns there is no page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define FX_EARLIER
#include "../report_fixture.h"

KT_TEST(over_time_page_reads_well)
{
    fx_draw_page(&kt_over_time);
}

static bool says(struct fixture *f, const char *text)
{
    return fx_page_says(f, &kt_over_time, KT_EN, 2, 0, text);
}

KT_TEST(need_within_its_interval_has_not_changed)
{
    struct fixture f;
    fx_open(&f);
    CHECK(says(&f, "no certain change")); /* need: 90 % of today's, ± 15 % */
    CHECK(says(&f, "fell"));              /* the way: counted, a tenth longer before */
    CHECK(!says(&f, "rose"));
    fx_close(&f);
}

/* Sentences for what is certain, the place where the way has changed most, and that the rest may be the same. */
KT_TEST(what_is_certain_can_be_read_aloud)
{
    struct fixture f;
    fx_open(&f);
    CHECK(says(&f, "The distance to support within which half the residents live fell: in the last"));
    CHECK(says(&f, "shrank most in North Ostrobothnia"));
    CHECK(says(&f, "One other figure shows no certain change."));
    CHECK(!says(&f, "The number of people in need per"));
    fx_close(&f);
}

KT_TEST(over_time_page_needs_an_earlier_run)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = {.rep = &f.rep, .lang = KT_FI, .level = 1, .arena = &f.arena};
    CHECK(kt_over_time.applies(&d));
    f.view.ncol = 0;
    CHECK(!kt_over_time.applies(&d));
    fx_close(&f);
}

KT_TEST_MAIN
