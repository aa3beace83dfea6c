/* page scenarios: drawn and proof-read from a table made by hand; absent without it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define FX_NATIONAL_ONLY
#define FX_SCENARIOS
#include "../report_fixture.h"

KT_TEST(scenarios_page_reads_well)
{
    fx_draw_page(&kt_scenarios);
}

KT_TEST(scenarios_page_needs_its_table)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = {.rep = &f.rep, .lang = KT_FI, .level = 2, .child = 1, .arena = &f.arena};
    CHECK(kt_scenarios.applies(&d));
    f.view.ntable = 0;
    CHECK(!kt_scenarios.applies(&d));
    fx_close(&f);
}

KT_TEST_MAIN
