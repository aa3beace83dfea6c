/* page cover: drawn for every kind of document in every language, and proof-read; its numbers tell of change only
 * what intervals bear, its actions reach someone for certain.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define FX_PLACES
#define FX_EARLIER
#define FX_EVERYWHERE
#include "../report_fixture.h"

KT_TEST(cover_page_reads_well)
{
    fx_draw_page(&kt_cover);
}

static bool says(struct fixture *f, enum kt_lang lang, size_t level, size_t zone, const char *text)
{
    return fx_page_says(f, &kt_cover, lang, level, zone, text);
}

KT_TEST(a_number_that_changed_has_an_arrow_and_a_word)
{
    struct fixture f;
    fx_open(&f);
    CHECK(says(&f, KT_EN, 2, 0,
               "no certain change, before")); /* hours within reach have none, need its interval */
    CHECK(!says(&f, KT_EN, 1, 0, "\u2193"));  /* nobody there lives far: nothing has fallen */
    CHECK(says(&f, KT_EN, 1, 1, "\u2191"));   /* twice as many in need far away, intervals apart */
    CHECK(says(&f, KT_EN, 1, 1, "+6.3\u00a0pp") && says(&f, KT_EN, 1, 1, "rose: before 6.2%, now 12%"));
    CHECK(says(&f, KT_FI, 1, 1, "kasvoi: ennen 6,2\u00a0%, nyt 12\u00a0%"));
    CHECK(says(&f, KT_SV, 1, 3, "minskade"));
    fx_close(&f);
}

KT_TEST(without_an_earlier_run_nothing_is_told_of_change)
{
    struct fixture f;
    fx_open(&f);
    for (size_t i = 0; i < f.view.ncol; i++)
        if (strncmp(f.view.col[i].meta->name, "earlier_", 8) == 0)
            memset((uint8_t *)(uintptr_t)f.view.col[i].mark, KT_MISSING, f.view.col[i].n);
    CHECK(!says(&f, KT_EN, 1, 1, "before") && !says(&f, KT_EN, 1, 1, "\u2191"));
    CHECK(says(&f, KT_EN, 1, 1, "in need without enough support"));
    fx_close(&f);
}

KT_TEST(actions_by_the_people_whom_they_reach)
{
    struct fixture f;
    struct kt_action act[KT_ACTIONS];
    fx_open(&f);
    f.rep.standard = 10;
    struct kt_doc d = kt_doc_make(&f.rep, KT_FI, 1, 0, &f.arena);
    CHECK(kt_actions(&d, act) == KT_ACTIONS);
    for (size_t i = 0; i < KT_ACTIONS; i++) {
        CHECK(act[i].people.lo > 0 && act[i].people.hi >= act[i].people.v);
        CHECK(!i || act[i - 1].people.v >= act[i].people.v);
    }
    CHECK_STR(act[0].what, "Aloita digituki: two (Kuntala 0)");
    CHECK_STR(act[0].whom, "500 tarvitsijaa (95\u00a0%:n väli 400–650) saisi tuen 10\u00a0km:n piiriin.");
    /* What lacks for the standard is exactly the standard for everyone who is left without. */
    double unmet = kt_val(&d, 1, "unmet", 0).v;
    const char *hours = kt_printf(&f.arena, "noin %.0f tuntia", unmet * 10 / 1000);
    bool told = false;
    for (size_t i = 0; i < KT_ACTIONS; i++) told |= strstr(act[i].what, hours) != NULL;
    CHECK(told);
    fx_close(&f);
}

KT_TEST(no_action_that_may_reach_nobody)
{
    struct fixture f;
    struct kt_action act[KT_ACTIONS];
    fx_open(&f);
    f.rep.standard = 10;
    struct kt_doc d = kt_doc_make(&f.rep, KT_EN, 1, 3, &f.arena);
    CHECK(kt_actions(&d, act) == 1); /* hours; no place of its own */
    struct kt_vcol *unmet = (struct kt_vcol *)(uintptr_t)kt_view_find(&f.view, 1, "unmet");
    ((double *)(uintptr_t)unmet->lower)[3] = 0;
    CHECK(kt_actions(&d, act) == 0);
    CHECK(!says(&f, KT_EN, 1, 3, "Recommended"));
    fx_close(&f);
}

KT_TEST_MAIN
