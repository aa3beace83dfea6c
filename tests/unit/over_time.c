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
    f->rep.page[0] = &kt_over_time;
    f->rep.npage = 1;
    struct kt_doc d = kt_doc_make(&f->rep, KT_EN, 2, 0, &f->arena);
    struct kt_canvas *cv;
    struct kt_canvas_spec spec = {.format = KT_PDF, .lang = KT_EN, .title = "t"};
    CHECK(kt_canvas_open(&cv, "build/tests/pages/over_time-words.pdf", &spec, &f->err) == KT_OK);
    CHECK(kt_canvas_page(cv, &f->err) == KT_OK);
    kt_over_time.draw(&d, cv, 0);
    size_t n;
    bool found = false;
    const struct kt_placed *p = kt_canvas_placed(cv, &n);
    for (size_t i = 0; i < n; i++) found |= strstr(p[i].text, text) != NULL;
    CHECK(kt_canvas_close(cv, &f->err) == KT_OK);
    return found;
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
