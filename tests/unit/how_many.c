/* page how_many: circles, bars and table, drawn and proof-read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define FX_NATIONAL_ONLY
#include "../report_fixture.h"

KT_TEST(how_many_page_reads_well)
{
    fx_draw_page(&kt_how_many);
}

KT_TEST(how_many_page_needs_its_findings)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = {.rep = &f.rep, .lang = KT_FI, .level = 2, .child = 1, .arena = &f.arena};
    CHECK(kt_how_many.applies(&d));
    f.view.ncol = 0;
    CHECK(!kt_how_many.applies(&d));
    fx_close(&f);
}

KT_TEST_MAIN
