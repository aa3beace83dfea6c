/* page side_by_side: regions by measures, drawn and proof-read; absent without measures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define FX_NATIONAL_ONLY
#include "../report_fixture.h"

KT_TEST(side_by_side_page_reads_well)
{
    fx_draw_page(&kt_side_by_side);
}

KT_TEST(side_by_side_page_needs_its_findings)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = {.rep = &f.rep, .lang = KT_FI, .level = 2, .child = 1, .arena = &f.arena};
    CHECK(kt_side_by_side.applies(&d));
    f.view.ncol = 0;
    CHECK(!kt_side_by_side.applies(&d));
    fx_close(&f);
}

KT_TEST_MAIN
