/* page travel: the ground within minutes, drawn and proof-read; absent without roads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define FX_TRAVEL
#include "../report_fixture.h"

KT_TEST(travel_page_reads_well)
{
    fx_draw_page(&kt_travel);
}

static bool says(const struct kt_doc *d, const char *words)
{
    struct kt_canvas *cv = NULL;
    struct kt_err err = {0};
    size_t n;
    bool said = false;
    struct kt_canvas_spec spec = {.format = KT_PDF, .lang = d->lang};
    CHECK(kt_canvas_open(&cv, "build/tests/pages/travel-words.pdf", &spec, &err) == KT_OK);
    CHECK(kt_canvas_page(cv, &err) == KT_OK);
    kt_travel.draw(d, cv, 0);
    const struct kt_placed *t = kt_canvas_placed(cv, &n);
    for (size_t i = 0; i < n; i++) said = said || strstr(t[i].text, words);
    CHECK(kt_canvas_close(cv, &err) == KT_OK);
    return said;
}

KT_TEST(an_area_hardly_covered_has_no_figures)
{
    struct fixture f;
    fx_open(&f);
    CHECK(kt_mkdirs(f.opt.dir, &f.err) == KT_OK);
    struct kt_doc known = kt_doc_make(&f.rep, KT_EN, 1, 1, &f.arena),
                  not = kt_doc_make(&f.rep, KT_EN, 1, 2, &f.arena);
    CHECK(says(&known, "No way") && says(&known, "150 res") && says(&known, "Luoto"));
    CHECK(says(&not, "only 40%") && !says(&not, "No way"));
    fx_close(&f);
}

KT_TEST(travel_page_needs_roads)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = {.rep = &f.rep, .lang = KT_FI, .level = 1, .arena = &f.arena};
    CHECK(kt_travel.applies(&d));
    struct kt_isochrones none = {0};
    f.view.isochrones = &none;
    CHECK(!kt_travel.applies(&d));
    fx_close(&f);
}

KT_TEST_MAIN
