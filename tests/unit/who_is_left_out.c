/* page who_is_left_out: drawn and proof-read for all documents, on paper and as a slide; absent without ages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_fixture.h"

KT_TEST(left_out_page_reads_well)
{
    fx_draw_page(&kt_who_is_left_out);
}

KT_TEST(left_out_page_needs_its_columns)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = {.rep = &f.rep, .lang = KT_FI, .level = 1, .arena = &f.arena};
    CHECK(kt_who_is_left_out.applies(&d));
    f.view.ncol = 0;
    CHECK(!kt_who_is_left_out.applies(&d));
    fx_close(&f);
}

KT_TEST_MAIN
