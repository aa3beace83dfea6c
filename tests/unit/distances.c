/* page distances: tiles and ranges, drawn and proof-read; absent without distances.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define FX_NATIONAL_ONLY
#include "../report_fixture.h"

KT_TEST(distances_page_reads_well)
{
    fx_draw_page(&kt_distances);
}

KT_TEST(distances_page_needs_its_findings)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = {.rep = &f.rep, .lang = KT_FI, .level = 2, .child = 1, .arena = &f.arena};
    CHECK(kt_distances.applies(&d));
    f.view.ncol = 0;
    CHECK(!kt_distances.applies(&d));
    fx_close(&f);
}

KT_TEST_MAIN
