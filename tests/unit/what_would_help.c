/* page what_would_help: drawn and proof-read where there are places, left out where there are none.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define FX_PLACES
#include "../report_fixture.h"

KT_TEST(what_would_help_page_reads_well)
{
    fx_draw_page(&kt_what_would_help);
}

KT_TEST(what_would_help_page_needs_its_table)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = {.rep = &f.rep, .lang = KT_FI, .level = 1, .arena = &f.arena};
    CHECK(kt_what_would_help.applies(&d));
    d.zone = 1; /* a region without a place of its own */
    CHECK(!kt_what_would_help.applies(&d));
    d.zone = 0;
    f.view.ntable = 0;
    CHECK(!kt_what_would_help.applies(&d));
    fx_close(&f);
}

KT_TEST_MAIN
