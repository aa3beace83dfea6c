/* page peers: a region among all, drawn and proof-read; absent without measures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define FX_REGIONAL_ONLY
#include "../report_fixture.h"

KT_TEST(peers_page_reads_well)
{
    fx_draw_page(&kt_peers);
}

KT_TEST(peers_page_needs_its_findings)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = {.rep = &f.rep, .lang = KT_FI, .level = 1, .arena = &f.arena};
    CHECK(kt_peers.applies(&d));
    f.view.ncol = 0;
    CHECK(!kt_peers.applies(&d));
    fx_close(&f);
}

KT_TEST_MAIN
