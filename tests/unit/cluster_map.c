/* page cluster_map: drawn for the whole country in every language, and proof-read; absent without its tables.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define FX_STATISTICS
#define FX_NATIONAL_ONLY
#include "../report_fixture.h"

KT_TEST(cluster_map_page_reads_well)
{
    fx_draw_page(&kt_cluster_map);
}

KT_TEST(cluster_map_page_needs_its_findings)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = {.rep = &f.rep, .lang = KT_FI, .level = 2, .child = 1, .arena = &f.arena};
    CHECK(kt_cluster_map.applies(&d));
    f.view.ntable = 0;
    CHECK(!kt_cluster_map.applies(&d));
    fx_close(&f);
}

KT_TEST_MAIN
