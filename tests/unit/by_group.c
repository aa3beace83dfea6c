/* page by_group: ages and languages, drawn and proof-read; absent without their table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define FX_STATISTICS
#define FX_NATIONAL_ONLY
#include "../report_fixture.h"

KT_TEST(by_group_page_reads_well)
{
    fx_draw_page(&kt_by_group);
}

KT_TEST(by_group_page_needs_its_findings)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = {.rep = &f.rep, .lang = KT_FI, .level = 2, .child = 1, .arena = &f.arena};
    CHECK(kt_by_group.applies(&d));
    f.view.ntable = 0;
    CHECK(!kt_by_group.applies(&d));
    fx_close(&f);
}

KT_TEST_MAIN
